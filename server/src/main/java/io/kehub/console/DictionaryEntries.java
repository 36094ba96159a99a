package io.kehub.console;

import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** One list that an administrator edits, whatever its address. */
final class DictionaryEntries {

    private final Dictionaries dictionaries;

    DictionaryEntries(Dictionaries dictionaries) {
        this.dictionaries = dictionaries;
    }

    ResponseEntity<Envelope> list(DictionaryName name) {
        return Envelope.ok(shown(name));
    }

    ResponseEntity<Envelope> add(DictionaryName name, HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, "text", "parent");
        var text = body.requiredText("text");
        var parent = body.id("parent");
        body.refuseFaults();
        return Envelope.created(EntryView.of(dictionaries.add(name, text, parent)));
    }

    ResponseEntity<Envelope> enable(DictionaryName name, String id, HttpServletRequest request) throws IOException {
        var entry = Ids.positive(id);
        var body = JsonBody.read(request, "enabled");
        var enabled = body.requiredFlag("enabled");
        body.refuseFaults();
        return Envelope.ok(EntryView.of(dictionaries.enable(name, entry, enabled)));
    }

    ResponseEntity<Envelope> allowFreeValues(DictionaryName name, HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, "free_values");
        var allowed = body.requiredFlag("free_values");
        body.refuseFaults();
        dictionaries.allowFreeValues(name, allowed);
        return Envelope.ok(shown(name));
    }

    private Entries shown(DictionaryName name) {
        return new Entries(
                dictionaries.entries(name).stream().map(EntryView::of).toList(), dictionaries.allowsFreeValues(name));
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Entries(List<EntryView> list, boolean freeValues) {}

    private record EntryView(String id, @Nullable String parent, String text, int position, boolean enabled) {
        static EntryView of(Entry entry) {
            return new EntryView(
                    String.valueOf(entry.id()),
                    entry.parent() == null ? null : String.valueOf(entry.parent()),
                    entry.text(),
                    entry.position(),
                    entry.enabled());
        }
    }
}
