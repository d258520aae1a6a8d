package dev.fer.search.definition;

/**
 * Where something stands in a search file.
 *
 * @param pointer its JSON pointer
 * @param line counted from 1
 * @param column counted from 1
 */
record Place(String pointer, int line, int column) {
    /** Returns the pointer of a member or an item (RFC 6901). */
    static String child(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
