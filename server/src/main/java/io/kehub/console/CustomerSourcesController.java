package io.kehub.console;

import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@RestController
@RequestMapping("/api/admin/customer-sources")
class CustomerSourcesController {

    private final Dictionaries dictionaries;

    CustomerSourcesController(Dictionaries dictionaries) {
        this.dictionaries = dictionaries;
    }

    @GetMapping
    ResponseEntity<Envelope> list() {
        return Envelope.ok(sources());
    }

    @PostMapping
    ResponseEntity<Envelope> add(HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, "text");
        var text = body.requiredText("text");
        body.refuseFaults();
        return Envelope.created(EntryView.of(dictionaries.add(DictionaryName.CUSTOMER_SOURCE, text)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<Envelope> enable(@PathVariable String id, HttpServletRequest request) throws IOException {
        var entry = Ids.positive(id);
        var body = JsonBody.read(request, "enabled");
        var enabled = body.requiredFlag("enabled");
        body.refuseFaults();
        return Envelope.ok(EntryView.of(dictionaries.enable(DictionaryName.CUSTOMER_SOURCE, entry, enabled)));
    }

    @PutMapping("/settings")
    ResponseEntity<Envelope> allowFreeValues(HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, "free_values");
        var allowed = body.requiredFlag("free_values");
        body.refuseFaults();
        dictionaries.allowFreeValues(DictionaryName.CUSTOMER_SOURCE, allowed);
        return Envelope.ok(sources());
    }

    private Sources sources() {
        return new Sources(
                dictionaries.entries(DictionaryName.CUSTOMER_SOURCE).stream()
                        .map(EntryView::of)
                        .toList(),
                dictionaries.allowsFreeValues(DictionaryName.CUSTOMER_SOURCE));
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Sources(List<EntryView> list, boolean freeValues) {}

    private record EntryView(String id, String text, int position, boolean enabled) {
        static EntryView of(Entry entry) {
            return new EntryView(String.valueOf(entry.id()), entry.text(), entry.position(), entry.enabled());
        }
    }
}
