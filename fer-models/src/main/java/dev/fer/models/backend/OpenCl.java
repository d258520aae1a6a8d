package dev.fer.models.backend;

/** TODO */
final class OpenCl {
    private OpenCl() {}

    static void ensure() {}
}
