package dev.fer.search.sampler;

import dev.fer.search.definition.ComponentException;
import java.util.Map;

/**
 * Makes the samplers of one type that needs a library which need not be on the class path. Found through {@link
 * java.util.ServiceLoader}.
 */
public interface SamplerProvider {
    /** Returns the type, as search files name it. */
    String type();

    /**
     * Makes a sampler.
     *
     * @param options the value of every option of the type, by name
     * @throws ComponentException if the library is missing
     */
    Sampler create(Map<String, Object> options);
}
