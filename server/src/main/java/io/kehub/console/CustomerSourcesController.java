package io.kehub.console;

import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Right;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The dictionary of customer sources under an address of its own. */
@RestController
@RequestMapping("/api/admin/customer-sources")
class CustomerSourcesController {

    private final DictionaryEntries entries;

    CustomerSourcesController(Dictionaries dictionaries) {
        entries = new DictionaryEntries(dictionaries);
    }

    @GetMapping
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> list() {
        return entries.list(DictionaryName.CUSTOMER_SOURCE);
    }

    @PostMapping
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> add(HttpServletRequest request) throws IOException {
        return entries.add(DictionaryName.CUSTOMER_SOURCE, request);
    }

    @PatchMapping("/{id}")
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> enable(@PathVariable String id, HttpServletRequest request) throws IOException {
        return entries.enable(DictionaryName.CUSTOMER_SOURCE, id, request);
    }

    @PutMapping("/settings")
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> allowFreeValues(HttpServletRequest request) throws IOException {
        return entries.allowFreeValues(DictionaryName.CUSTOMER_SOURCE, request);
    }
}
