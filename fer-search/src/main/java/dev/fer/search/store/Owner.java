package dev.fer.search.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * Who runs a trial: a process on a host, told apart from a later process of the same number by its start time.
 */
public record Owner(String host, long pid, Instant processStart) {
    /** Returns this process as an owner. */
    public static Owner current() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(hostName(), self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
