package dev.fer.models.layer;

/**
 * The settings of a layer that takes and makes images in either layout of this package: channels last, or in blocks
 * of 16 channels.
 */
public interface ImageLayer {
    /** Tells whether the layer may hand on its output in blocks, because whatever follows can read them. */
    boolean isBlocked();

    /** Sets {@link #isBlocked}; false unless set. */
    void setBlocked(boolean blocked);
}
