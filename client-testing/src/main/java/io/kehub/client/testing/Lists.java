package io.kehub.client.testing;

import java.util.List;
import java.util.Map;

/** Cuts lists into pages. */
final class Lists {

    private Lists() {}

    static Request.Page page(List<Map<String, String>> found, int index, int size, Speech.ListFaults faults) {
        int read = faults.repeatsRows() ? 1 : index;
        var rows = found.stream().skip((read - 1L) * size).limit(size).toList();
        return new Request.Page(rows, found.size(), index, size);
    }
}
