package io.kehub.sync.mapping;

import io.kehub.client.CustomerField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.Resource;

/**
 * Reads a mapping profile from YAML:
 *
 * <pre>{@code
 * name: quick
 * version: 1
 * fields:                    # by the key of a CustomerField
 *   name: { from: [remark, wx_id] }
 *   kind: { constant: company }
 *   remark: { template: "K编码: {k_code}" }
 *   k_code: { from: k_code }
 * custom:                    # by the ERP's name; may be left out
 *   field1: { from: owner }
 * }</pre>
 */
final class ProfileFile {

    private static final Set<String> KEYS = Set.of("name", "version", "fields", "custom");
    private static final Set<String> REQUIRED = Set.of("name", "version", "fields");

    private final List<String> errors = new ArrayList<>();

    private ProfileFile() {}

    /** @throws IllegalArgumentException naming the file, everything that is wrong in it, and what is allowed */
    static MappingProfile read(Resource file) {
        try {
            return new ProfileFile().profile(yaml(file));
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException(
                    "映射方案 " + file.getDescription() + " 有误：" + invalid.getMessage(), invalid);
        }
    }

    private static Map<String, Object> yaml(Resource file) {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(file);
        try {
            yaml.afterPropertiesSet();
            return Objects.requireNonNullElse(yaml.getObject(), Map.of());
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException("不是 YAML：" + unreadable.getMessage(), unreadable);
        }
    }

    private MappingProfile profile(Map<String, Object> yaml) {
        yaml.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> errors.add(unknown(key, sorted(KEYS))));
        sortedMissing(yaml).forEach(key -> errors.add("缺少 " + key));
        var fields = new EnumMap<CustomerField, Rule>(CustomerField.class);
        rules(yaml, "fields")
                .forEach((key, rule) -> CustomerField.of(key)
                        .ifPresentOrElse(
                                field -> fields.put(field, rule), () -> errors.add(unknown(key, customerFields()))));
        var custom = rules(yaml, "custom");
        var version = yaml.get("version");
        if (version != null && !(version instanceof Integer)) {
            errors.add("version：应为整数，而不是 " + version);
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("；", errors));
        }
        return new MappingProfile(
                String.valueOf(yaml.get("name")), (Integer) Objects.requireNonNull(version), fields, custom);
    }

    private static List<String> sortedMissing(Map<String, Object> yaml) {
        return REQUIRED.stream().filter(key -> yaml.get(key) == null).sorted().toList();
    }

    private Map<String, Rule> rules(Map<String, Object> yaml, String section) {
        var rules = new LinkedHashMap<String, Rule>();
        switch (yaml.get(section)) {
            case null -> {}
            case Map<?, ?> entries ->
                entries.forEach((key, value) -> {
                    var rule = rule(String.valueOf(key), value);
                    if (rule != null) {
                        rules.put(String.valueOf(key), rule);
                    }
                });
            default -> errors.add(section + "：应为字段和规则的列表");
        }
        return rules;
    }

    private @Nullable Rule rule(String field, @Nullable Object value) {
        if (value instanceof Map<?, ?> rule && rule.size() == 1) {
            var entry = rule.entrySet().iterator().next();
            switch (String.valueOf(entry.getKey())) {
                case "constant" -> {
                    return new Rule.Constant(text(entry.getValue()));
                }
                case "template" -> {
                    return checked(field, text(entry.getValue()), Template::parse);
                }
                case "from" -> {
                    return checked(field, entry.getValue(), ProfileFile::fromField);
                }
                default -> {}
            }
        }
        errors.add(field + "：规则无效，应为 {from: 联系人字段}、{constant: 文本} 或 {template: 文本} 之一");
        return null;
    }

    private <T extends @Nullable Object> @Nullable Rule checked(String field, T value, Function<T, Rule> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException invalid) {
            errors.add(field + "：" + invalid.getMessage());
            return null;
        }
    }

    private static Rule fromField(@Nullable Object value) {
        var keys = value instanceof List<?> several ? several : Arrays.asList(value);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("from 没有写联系人字段，可用：" + ContactField.keys());
        }
        return new Rule.FromField(keys.stream().map(ProfileFile::contactField).toList());
    }

    private static ContactField contactField(@Nullable Object key) {
        return ContactField.of(text(key))
                .orElseThrow(
                        () -> new IllegalArgumentException("“" + text(key) + "”不是联系人字段，可用：" + ContactField.keys()));
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    private static String unknown(String key, String allowed) {
        return key + "：没有这个字段，可用：" + allowed;
    }

    private static String sorted(Set<String> keys) {
        return keys.stream().sorted().collect(Collectors.joining("、"));
    }

    private static String customerFields() {
        return Arrays.stream(CustomerField.values()).map(CustomerField::key).collect(Collectors.joining("、"));
    }
}
