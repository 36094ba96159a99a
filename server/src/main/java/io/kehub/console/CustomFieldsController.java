package io.kehub.console;

import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Right;
import io.kehub.erp.customer.CustomField;
import io.kehub.erp.customer.CustomFieldType;
import io.kehub.erp.customer.CustomFields;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/custom-fields")
class CustomFieldsController {

    private static final String[] CHANGEABLE = {"caption", "options", "enabled"};

    private final CustomFields fields;

    CustomFieldsController(CustomFields fields) {
        this.fields = fields;
    }

    @GetMapping
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> list() {
        return Envelope.ok(
                new FieldList(fields.all().stream().map(FieldView::of).toList()));
    }

    @PostMapping
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> define(HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, "caption", "type", "options");
        var caption = body.requiredText("caption");
        var type = Objects.requireNonNullElse(body.choice("type", CustomFieldType.class), CustomFieldType.TEXT);
        var options = Objects.requireNonNullElse(body.texts("options"), List.<String>of());
        body.refuseFaults();
        return Envelope.created(FieldView.of(fields.define(caption, type, options)));
    }

    @PatchMapping("/{name}")
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> change(@PathVariable String name, HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, CHANGEABLE);
        var caption = body.text("caption");
        var options = body.texts("options");
        var enabled = body.flag("enabled");
        body.refuseFaults();
        body.refuseEmpty(CHANGEABLE);
        return Envelope.ok(FieldView.of(fields.change(existing(name).name(), caption, options, enabled)));
    }

    private CustomField existing(String name) {
        return fields.all().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(new Problem.NotFound("custom_field_not_found", "没有这个自定义字段", List.of())));
    }

    private record FieldList(List<FieldView> list) {}

    private record FieldView(String name, String caption, String type, List<String> options, boolean enabled) {
        static FieldView of(CustomField field) {
            return new FieldView(
                    field.name(), field.caption(), FieldNames.shown(field.type()), field.options(), field.enabled());
        }
    }
}
