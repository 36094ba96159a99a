package io.kehub.api.hub;

import io.kehub.api.web.Documented;
import io.kehub.api.web.Envelope;
import io.kehub.api.web.WireNames;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.hub.contact.ContactImport;
import io.kehub.kernel.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/hub/contacts/import")
class ContactImportController {

    private final ContactImport contactImport;

    ContactImportController(ContactImport contactImport) {
        this.contactImport = contactImport;
    }

    record ImportQuery(@Nullable String charset) {}

    @PostMapping(consumes = "text/csv")
    @Documented(value = "从 CSV 导入联系人", answer = Report.class, example = "微信号,备注\nwxid_example_csv,成都样例贸易有限公司\n")
    @RequiresPermission(Permission.WRITE_CONTACTS)
    ResponseEntity<Envelope> body(@ModelAttribute ImportQuery query, HttpServletRequest request) throws IOException {
        return imported(request.getInputStream(), query.charset());
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Documented(value = "从 CSV 导入联系人", answer = Report.class, example = "微信号,备注\nwxid_example_csv,成都样例贸易有限公司\n")
    @RequiresPermission(Permission.WRITE_CONTACTS)
    ResponseEntity<Envelope> upload(
            @RequestPart("file") MultipartFile file,
            @RequestParam(name = "charset", required = false) @Nullable String charset)
            throws IOException {
        try (var csv = file.getInputStream()) {
            return imported(csv, charset == null || charset.isBlank() ? null : charset.strip());
        }
    }

    private ResponseEntity<Envelope> imported(InputStream csv, @Nullable String charset) throws IOException {
        var report = contactImport.importCsv(csv, charset);
        var refused = report.refused().stream()
                .map(line -> new RefusedLine(line.line(), line.wxId(), WireNames.of(line.errors())))
                .toList();
        return Envelope.ok(
                "导入完成：接受 " + report.accepted() + " 行，拒绝 " + refused.size() + " 行",
                new Report(report.accepted(), refused));
    }

    private record Report(long accepted, List<RefusedLine> refused) {}

    private record RefusedLine(long line, String wxId, List<FieldError> errors) {}
}
