package io.kehub.api.admin;

import static java.util.Objects.requireNonNullElse;

import io.kehub.api.web.ChangeBody;
import io.kehub.api.web.CheckedBody;
import io.kehub.api.web.Envelope;
import io.kehub.api.web.Listed;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.customfield.CustomField;
import io.kehub.erp.customfield.CustomFieldType;
import io.kehub.erp.customfield.CustomFields;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/custom-fields")
class CustomFieldsController {

    private final CustomFields fields;

    CustomFieldsController(CustomFields fields) {
        this.fields = fields;
    }

    @GetMapping
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> list() {
        return Envelope.ok(new Listed<>(fields.all().stream().map(FieldView::of).toList()));
    }

    record FieldBody(
            @NotNull String caption,
            @Nullable CustomFieldType type,
            @Nullable List<@NotNull String> options) implements CheckedBody {

        CustomFieldType typeOrText() {
            return requireNonNullElse(type, CustomFieldType.TEXT);
        }

        List<String> optionsOrNone() {
            return requireNonNullElse(options, List.of());
        }

        @Override
        public List<FieldError> errors() {
            return optionsOrNone().stream().anyMatch(Objects::isNull)
                    ? List.of()
                    : CustomFields.errors(requireNonNullElse(caption, ""), typeOrText(), optionsOrNone());
        }
    }

    @PostMapping
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> define(@RequestBody FieldBody body) {
        return Envelope.created(FieldView.of(fields.define(body.caption(), body.typeOrText(), body.optionsOrNone())));
    }

    record FieldChangeBody(
            @Nullable String caption,
            @Nullable List<@NotNull String> options,
            @Nullable Boolean enabled) implements ChangeBody {}

    @PatchMapping("/{name}")
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> change(@PathVariable String name, @RequestBody FieldChangeBody body) {
        var field = fields.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(new Problem.NotFound("custom_field_not_found", "没有这个自定义字段", List.of())));
        return Envelope.ok(FieldView.of(fields.change(field.name(), body.caption(), body.options(), body.enabled())));
    }

    private record FieldView(String name, String caption, CustomFieldType type, List<String> options, boolean enabled) {
        static FieldView of(CustomField field) {
            return new FieldView(field.name(), field.caption(), field.type(), field.options(), field.enabled());
        }
    }
}
