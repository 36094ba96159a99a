package io.kehub.client;

import java.util.Locale;
import java.util.Optional;

/** The kind of customer 客户类型. */
public enum CustomerKind {
    /** A company or another organisation 单位客户. */
    COMPANY("单位客户"),
    /** A person 个人客户. */
    PERSON("个人客户");

    private final String caption;

    CustomerKind(String caption) {
        this.caption = caption;
    }

    /**
     * The Chinese name, for people.
     *
     * @return such as 单位客户
     */
    public String caption() {
        return caption;
    }

    /**
     * The value of {@link CustomerField#KIND}.
     *
     * @return the constant's name in lower case
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind with this key.
     *
     * @param key such as {@code company}
     * @return empty if no kind has this key
     */
    public static Optional<CustomerKind> of(String key) {
        for (var kind : values()) {
            if (kind.key().equals(key)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
