package dev.fer.data.synthetic;

import dev.fer.common.FerException;
import java.nio.file.Path;

/** Faces are to be written to a folder that holds something already. */
public final class OccupiedFolderException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String folder;

    OccupiedFolderException(Path folder) {
        super(folder + " is not an empty folder", "name a new folder, or empty this one first", null);
        this.folder = folder.toString();
    }

    /** Returns the folder. */
    public String folder() {
        return folder;
    }
}
