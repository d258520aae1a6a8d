package dev.fer.models.family;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** All model families there are, by name. Immutable and thread-safe. */
public final class Families {
    private final Map<String, ModelFamily> byName;

    private Families(Map<String, ModelFamily> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /**
     * Finds the families on the class path.
     *
     * @throws IllegalStateException if two have the same name
     */
    public static Families load() {
        Map<String, ModelFamily> found = new TreeMap<>();
        for (ModelFamily family : ServiceLoader.load(ModelFamily.class, Families.class.getClassLoader())) {
            ModelFamily other = found.put(family.name(), family);
            if (other != null) {
                throw new IllegalStateException("two model families are called '" + family.name() + "': "
                        + other.getClass().getName() + " and "
                        + family.getClass().getName());
            }
        }
        return new Families(found);
    }

    /** Returns all names, sorted. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Returns a family, or empty for an unknown name. */
    public Optional<ModelFamily> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Returns a family.
     *
     * @throws UnknownFamilyException if there is none of that name
     */
    public ModelFamily get(String name) {
        return find(name).orElseThrow(() -> new UnknownFamilyException(name, names()));
    }
}
