package dev.fer.search.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who runs a trial: a worker slot of a process on a host. The process is told apart from a later one of the same
 * number by its start time.
 *
 * @param host where the process's number counts: the host's name, and after a colon that of the namespace of numbers, if a
 *     container has one of its own, even if it has the host's name
 * @param slot which of the process's workers, counted from 0
 */
public record Owner(String host, long pid, Instant processStart, int slot) {
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
    /** The namespace that Linux itself begins in, which is that of the host; older stores know no others. */
    private static final String FIRST_NAMESPACE = "pid:[4026531836]";

    private static final Duration SAME_START = Duration.ofSeconds(5);
    private static final long FIRST_PROCESS = 1;
    private static final int MILLIS_A_TICK = 10;
    /** Where Linux writes a process's start, counted in fields after its name: in ticks since the machine's boot. */
    private static final int START = 19;

    /** Returns this process as an owner, with slot 0. */
    public static Owner current() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(place(hostName(), NAMESPACE), self.pid(), startOf(self), 0);
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
     * Tells whether the owner's process lives, as far as that can be seen from a process there: empty when it
     * runs on another host or in another container.
     */
    Optional<Boolean> isAlive(String here) {
        if (!host.equals(here)) {
            return Optional.empty();
        }
        return Optional.of(ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::isThis)
                .isPresent());
    }

    /**
     * After a restart of the machine a service may have its number again, and begin within the same second. A process that
     * ended keeps its number until somebody asks how, which in a container may be nobody.
     */
    private boolean isThis(ProcessHandle process) {
        return Stat.of(process.pid())
                .map(stat -> !stat.hasEnded() && stat.start().equals(processStart))
                .orElseGet(() -> isNear(sinceFirst(process)));
    }

    private boolean isNear(Instant other) {
        return Duration.between(processStart, other).abs().compareTo(SAME_START) < 0;
    }

    /**
     * Returns when a process started, counted from the machine's boot where that can be seen, so that it stays the same when
     * the clock jumps: by what Linux tells, which knows the first process of a container from that of its next life, else
     * by the start of the system's first process.
     */
    private static Instant startOf(ProcessHandle process) {
        return Stat.of(process.pid()).map(Stat::start).orElseGet(() -> sinceFirst(process));
    }

    /** What Linux tells of a process. */
    private record Stat(boolean hasEnded, Instant start) {
        static Optional<Stat> of(long pid) {
            try {
                String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                Instant start = Instant.ofEpochMilli(MILLIS_A_TICK * Long.parseLong(fields[START]));
                return Optional.of(new Stat(fields[0].equals("Z"), start));
            } catch (IOException | RuntimeException e) {
                return Optional.empty();
            }
        }
    }

    private static Instant sinceFirst(ProcessHandle process) {
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        return ProcessHandle.of(FIRST_PROCESS)
                .flatMap(first -> first.info().startInstant())
                .map(boot -> Instant.EPOCH.plus(Duration.between(boot, start)))
                .orElse(start);
    }

    /** Returns where the numbers of processes count, by the link that tells their namespace; other systems have none. */
    static String place(String host, Path namespace) {
        try {
            String found = Files.readSymbolicLink(namespace).toString();
            return found.equals(FIRST_NAMESPACE) ? host : host + ":" + found.replaceAll("\\D", "");
        } catch (IOException | UnsupportedOperationException e) {
            return host;
        }
    }

    /** Returns the name of this host. */
    public static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
