package dev.fer.search.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who runs a trial: a worker slot of a process on a host. The process is told apart from a later one of the same
 * number by its start time.
 *
 * @param slot which of the process's workers, counted from 0
 */
public record Owner(String host, long pid, Instant processStart, int slot) {
    private static final Duration SAME_START = Duration.ofSeconds(5);
    private static final long FIRST_PROCESS = 1;

    /** Returns this process as an owner, with slot 0. */
    public static Owner current() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(hostName(), self.pid(), startOf(self), 0);
    }

    /** Returns another worker slot of the same process. */
    public Owner withSlot(int other) {
        return new Owner(host, pid, processStart, other);
    }

    /** Returns how people see this owner, for instance {@code host/4711/0}. */
    public String label() {
        return host + "/" + pid + "/" + slot;
    }

    /**
     * Tells whether the owner's process lives, as far as that can be seen from this process: empty when it
     * runs on another host.
     */
    Optional<Boolean> isAlive(String thisHost) {
        if (!host.equals(thisHost)) {
            return Optional.empty();
        }
        return Optional.of(ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(Owner::startOf)
                .filter(this::startedAt)
                .isPresent());
    }

    private boolean startedAt(Instant other) {
        return Duration.between(processStart, other).abs().compareTo(SAME_START) < 0;
    }

    /**
     * Returns when a process started, counted from the start of the system's first process where that can be seen. Systems
     * derive either from ticks since boot and today's clock: the difference stays the same when the clock jumps.
     */
    private static Instant startOf(ProcessHandle process) {
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        return ProcessHandle.of(FIRST_PROCESS)
                .flatMap(first -> first.info().startInstant())
                .map(boot -> Instant.EPOCH.plus(Duration.between(boot, start)))
                .orElse(start);
    }

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
