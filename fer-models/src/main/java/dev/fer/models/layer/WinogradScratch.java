package dev.fer.models.layer;

import dev.fer.models.layer.WinogradPlanes.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Memory that the passes of Winograd's convolutions work in. Each thread that asks for passes has its own, which grows to
 * what the largest needs and is freed with the thread: were it made for each pass, the system would have to clear it each
 * time, and were it kept by each layer, there would be as many as layers.
 */
final class WinogradScratch {
    private static final ThreadLocal<WinogradScratch> OWN = ThreadLocal.withInitial(WinogradScratch::new);

    private final Scratch filters = new Scratch();
    private final List<Part> parts = new ArrayList<>();

    /** What one of the threads that share a pass works in. */
    static final class Part {
        private final WinogradStrip strip = new WinogradStrip();
        private final WinogradFilters filters = new WinogradFilters();
        private final Scratch input = new Scratch();
        private final Scratch output = new Scratch();
        private final Scratch gradient = new Scratch();

        WinogradStrip strip() {
            return strip;
        }

        WinogradFilters filters() {
            return filters;
        }

        Scratch input() {
            return input;
        }

        Scratch output() {
            return output;
        }

        Scratch gradient() {
            return gradient;
        }
    }

    /** The share of one thread in things that are counted. */
    record Share(int from, int to) {
        static Share of(int all, int part, int parts) {
            return new Share((int) ((long) all * part / parts), (int) ((long) all * (part + 1) / parts));
        }

        int size() {
            return to - from;
        }

        /** Returns the same in pieces of a size, the last one smaller where it must be. */
        List<Share> pieces(int size) {
            return IntStream.iterate(from, start -> start < to, start -> start + size)
                    .mapToObj(start -> new Share(start, Math.min(to, start + size)))
                    .toList();
        }
    }

    private WinogradScratch() {}

    /** Returns that of the calling thread, for passes that so many threads share. */
    static WinogradScratch forParts(int parts) {
        WinogradScratch own = OWN.get();
        while (own.parts.size() < parts) {
            own.parts.add(new Part());
        }
        return own;
    }

    Scratch filters() {
        return filters;
    }

    /** Cuts things that are counted into shares of equal size, none of them empty, and does all at the same time. */
    void share(int parts, int all, BiConsumer<Share, Part> work) {
        int shares = Math.min(parts, all);
        Crew.share(shares, part -> work.accept(Share.of(all, part, shares), this.parts.get(part)));
    }

    /**
     * Cuts things that are counted into pieces of a size, and does all, each thread taking the next piece as soon as it is
     * free: where the processors are not alone, shares of equal size would wait for the slowest.
     */
    void deal(int parts, int all, int size, BiConsumer<Share, Part> work) {
        List<Share> pieces = new Share(0, all).pieces(size);
        AtomicInteger taken = new AtomicInteger();
        Crew.share(Math.min(parts, pieces.size()), part -> {
            for (int next = taken.getAndIncrement(); next < pieces.size(); next = taken.getAndIncrement()) {
                work.accept(pieces.get(next), this.parts.get(part));
            }
        });
    }
}
