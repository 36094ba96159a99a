package io.kehub.api.admin;

import io.kehub.api.web.CheckedBody;
import io.kehub.api.web.Documented;
import io.kehub.api.web.Envelope;
import io.kehub.api.web.RecordId;
import io.kehub.api.web.WireNames;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.validation.constraints.NotNull;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The lists that an administrator edits. The customer sources also have an address of their own. */
@RestController
@RequestMapping("/api/admin")
class DictionariesController {

    private static final String ONE = "/dictionaries/{name}";
    private static final String SOURCES = "/customer-sources";

    private final Dictionaries dictionaries;

    DictionariesController(Dictionaries dictionaries) {
        this.dictionaries = dictionaries;
    }

    @GetMapping("/dictionaries")
    @Documented(value = "字典目录", answer = DictionaryView.class, data = Documented.Data.ARRAY)
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> all() {
        return Envelope.ok(Arrays.stream(DictionaryName.values())
                .map(name -> new DictionaryView(name, name.caption(), name.isTree()))
                .toList());
    }

    @GetMapping({ONE, SOURCES})
    @Documented(value = "字典的值", answer = Entries.class)
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> list(@PathVariable(required = false) @Nullable String name) {
        return Envelope.ok(entries(named(name)));
    }

    record EntryBody(@NotNull String text, @Nullable Long parent) implements CheckedBody {
        @Override
        public List<FieldError> errors() {
            return Dictionaries.errors(Objects.requireNonNullElse(text, ""));
        }
    }

    @PostMapping({ONE, SOURCES})
    @Documented(value = "添加字典的值", answer = EntryView.class, creates = true, example = "{\"text\": \"行业展会\"}")
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> add(@PathVariable(required = false) @Nullable String name, @RequestBody EntryBody body) {
        return Envelope.created(EntryView.of(dictionaries.add(named(name), body.text(), body.parent())));
    }

    record EnabledBody(@NotNull Boolean enabled) {}

    @PatchMapping({ONE + "/{id}", SOURCES + "/{id}"})
    @Documented(value = "启用或停用字典的值", answer = EntryView.class, example = "{\"enabled\": true}")
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> enable(
            @PathVariable(required = false) @Nullable String name,
            @PathVariable RecordId id,
            @RequestBody EnabledBody body) {
        return Envelope.ok(EntryView.of(dictionaries.enable(named(name), id.value(), body.enabled())));
    }

    record FreeValuesBody(@NotNull Boolean freeValues) {}

    @PutMapping({ONE + "/settings", SOURCES + "/settings"})
    @Documented(value = "是否允许字典以外的值", answer = Entries.class, example = "{\"free_values\": false}")
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> allowFreeValues(
            @PathVariable(required = false) @Nullable String name, @RequestBody FreeValuesBody body) {
        var dictionary = named(name);
        dictionaries.allowFreeValues(dictionary, body.freeValues());
        return Envelope.ok(entries(dictionary));
    }

    private static DictionaryName named(@Nullable String name) {
        return name == null
                ? DictionaryName.CUSTOMER_SOURCE
                : WireNames.find(DictionaryName.class, name)
                        .orElseThrow(() -> new ProblemException(new Problem.NotFound(
                                "no_such_dictionary",
                                "没有这个字典",
                                List.of(new FieldError("name", "没有这个字典", WireNames.all(DictionaryName.class))))));
    }

    private Entries entries(DictionaryName name) {
        return new Entries(
                dictionaries.entries(name).stream().map(EntryView::of).toList(), dictionaries.allowsFreeValues(name));
    }

    private record DictionaryView(DictionaryName name, String caption, boolean tree) {}

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
