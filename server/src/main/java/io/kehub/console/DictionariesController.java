package io.kehub.console;

import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Right;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** All lists that an administrator edits. */
@RestController
@RequestMapping("/api/admin/dictionaries")
class DictionariesController {

    private final DictionaryEntries entries;

    DictionariesController(Dictionaries dictionaries) {
        entries = new DictionaryEntries(dictionaries);
    }

    @GetMapping
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> all() {
        return Envelope.ok(Arrays.stream(DictionaryName.values())
                .map(name -> new Dictionary(FieldNames.shown(name), name.caption(), name.isTree()))
                .toList());
    }

    @GetMapping("/{name}")
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> list(@PathVariable String name) {
        return entries.list(named(name));
    }

    @PostMapping("/{name}")
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> add(@PathVariable String name, HttpServletRequest request) throws IOException {
        return entries.add(named(name), request);
    }

    @PatchMapping("/{name}/{id}")
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> enable(@PathVariable String name, @PathVariable String id, HttpServletRequest request)
            throws IOException {
        return entries.enable(named(name), id, request);
    }

    @PutMapping("/{name}/settings")
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> allowFreeValues(@PathVariable String name, HttpServletRequest request) throws IOException {
        return entries.allowFreeValues(named(name), request);
    }

    private static DictionaryName named(String name) {
        return FieldNames.find(DictionaryName.class, name)
                .orElseThrow(() -> new ProblemException(new Problem.NotFound(
                        "no_such_dictionary",
                        "没有这个字典",
                        List.of(new FieldError("name", "没有这个字典", FieldNames.all(DictionaryName.class))))));
    }

    private record Dictionary(String name, String caption, boolean tree) {}
}
