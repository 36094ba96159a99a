package io.kehub.hub.contact;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

public final class ContactImport {
    /** @param line number of the line in the file, counted from 1, the header included */
    public record RefusedLine(long line, String wxId, String field, String message) {}

    public record Report(long accepted, List<RefusedLine> refused) {}

    public Report importCsv(InputStream csv) throws IOException {
        throw new UnsupportedOperationException();
    }
}
