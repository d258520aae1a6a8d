package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.store.StoreException;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryFollowerTest {
    private final TrialStore store = TrialStores.inMemory();
    private final Study study = Study.open(store, Searches.plain(""));
    private boolean failing;

    private int reported(double loss) {
        int number = study.ask().orElseThrow().number();
        study.report(number, 1, Map.of("loss", loss));
        study.report(number, 2, Map.of("loss", loss));
        return number;
    }

    @Test
    void whatAStoreThatFailsOnTheWayHadToldIsNotTakenInTwice() {
        int before = reported(3);
        HistoryFollower follower = new HistoryFollower(failingFor(2), study.record());
        follower.catchUp();
        study.tell(before, 3);
        int good = reported(1);
        study.fail(good, new Trial.Failure(FailureReason.ERROR, "x", ""));
        study.tell(reported(2), 2);

        failing = true;
        assertThatThrownBy(follower::catchUp).isInstanceOf(StoreException.class);
        failing = false;
        follower.catchUp();

        HistoryFollower whole = new HistoryFollower(store, study.record());
        whole.catchUp();
        assertThat(follower.failures()).isEqualTo(whole.failures()).isEqualTo(1);
        assertThat(follower.epochs()).isEqualTo(whole.epochs()).isEqualTo(6);
        assertThat(follower.standings().best(9))
                .isEqualTo(whole.standings().best(9))
                .containsExactly(2, 0);
    }

    /** The store, which fails while it should where it is asked for the reports of a trial. */
    private TrialStore failingFor(int number) {
        return (TrialStore) Proxy.newProxyInstance(
                TrialStore.class.getClassLoader(), new Class<?>[] {TrialStore.class}, (proxy, method, arguments) -> {
                    Object asked = arguments.length == 2 ? arguments[1] : -1;
                    boolean touched =
                            asked.equals(number) || (asked instanceof Collection<?> all && all.contains(number));
                    if (failing && touched && method.getName().equals("reports")) {
                        throw new StoreException("the disk failed", null, null);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
