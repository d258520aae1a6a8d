package dev.fer.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.models.backend.Backend;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Work is shared, and nobody goes on before all of it is done. */
class CrewTest {
    private static final int PARTS = 4;

    @Test
    void partsRunAtTheSameTimeWithOneNativeThreadEach() {
        CountDownLatch all = new CountDownLatch(PARTS);
        AtomicInteger alone = new AtomicInteger();
        Crew.share(PARTS, part -> {
            all.countDown();
            await(all);
            alone.addAndGet(Backend.usableThreads() == 1 ? 1 : 0);
        });

        assertThat(alone).hasValue(PARTS);
    }

    @Test
    void theCallerTakesPartAndHasItsNativeThreadsBackAfterwards() {
        int before = Backend.usableThreads();
        Thread caller = Thread.currentThread();
        AtomicInteger taken = new AtomicInteger();
        Backend.useThreads(2);
        try {
            Crew.share(PARTS, part -> taken.addAndGet(Thread.currentThread() == caller ? 1 : 0));
            assertThat(Backend.usableThreads()).isEqualTo(2);
        } finally {
            Backend.useThreads(before);
        }

        assertThat(taken).hasValue(1);
    }

    @Test
    void aFailureIsToldOnceAllPartsHaveEnded() {
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);

        assertThatThrownBy(() -> Crew.share(PARTS, part -> {
                    if (part == 0) {
                        failed.countDown();
                        throw new IllegalArgumentException("part 0");
                    }
                    await(failed);
                    ended.incrementAndGet();
                }))
                .hasRootCauseMessage("part 0");
        assertThat(ended).hasValue(PARTS - 1);
    }

    @Test
    void anInterruptedCallerWaitsAllTheSameAndStaysInterrupted() {
        AtomicInteger ended = new AtomicInteger();
        Thread.currentThread().interrupt();
        Crew.share(PARTS, part -> ended.incrementAndGet());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended).hasValue(PARTS);
    }

    @Test
    void manyCallersDoNotWaitForEachOther() {
        int callers = 8;
        CountDownLatch all = new CountDownLatch(callers * PARTS);
        IntStream.range(0, callers)
                .mapToObj(caller -> new Thread(() -> Crew.share(PARTS, part -> {
                    all.countDown();
                    await(all);
                })))
                .peek(Thread::start)
                .toList()
                .forEach(CrewTest::join);

        assertThat(all.getCount()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
