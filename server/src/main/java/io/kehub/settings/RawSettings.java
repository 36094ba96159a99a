package io.kehub.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the operator: from a command line option, else a system property {@code kehub.…}, else an
 * environment variable {@code KEHUB_…}; there is no other source. Values are literal: no placeholder or expression in
 * them is evaluated, and they are not trimmed. A blank value counts as absent, and the next source is used.
 */
public final class RawSettings {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern DURATION = Pattern.compile("(0|[1-9][0-9]{0,8})(ms|s|m|h)");

    /** Variables of the launcher scripts, which the program itself does not read. */
    private static final Set<String> LAUNCHER = Set.of("KEHUB_JAVA_HOME", "KEHUB_JAVA_OPTS");

    /** What Kubernetes and Docker links set for a service whose name begins with "kehub". */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "KEHUB(_\\w+)?_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?)");

    private static final Pattern LINKED_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*", Pattern.DOTALL);

    private static final int MAX_TYPO_DISTANCE = 3;
    private static final int MAX_SHOWN = 60;

    private record Given(String name, String value) {}

    private final Map<Setting, Given> values = new EnumMap<>(Setting.class);
    private final List<String> unknown;

    private RawSettings(List<String> unknown) {
        this.unknown = unknown;
    }

    /**
     * Collects the values from all sources.
     *
     * @param options options of the command line; they take precedence
     * @param properties the system properties of the JVM; those outside of {@code kehub.…} are ignored
     * @param environment the environment of the process; what is outside of {@code KEHUB_…} is ignored
     */
    public static RawSettings of(
            Map<Setting, String> options, Map<String, String> properties, Map<String, String> environment) {
        var unknown = new TreeSet<String>();
        environment.forEach((name, value) -> {
            if (name.regionMatches(true, 0, Setting.VARIABLE_PREFIX, 0, Setting.VARIABLE_PREFIX.length())
                    && Setting.ofVariable(name).isEmpty()
                    && !LAUNCHER.contains(name)
                    && !isServiceLink(name, value)) {
                unknown.add(name);
            }
        });
        properties.forEach((name, value) -> {
            if (name.startsWith(Setting.PROPERTY_PREFIX)
                    && Setting.ofProperty(name).isEmpty()) {
                unknown.add("-D" + name);
            }
        });
        var given = new RawSettings(List.copyOf(unknown));
        for (var setting : Setting.values()) {
            var sources = new ArrayList<Given>();
            addTo(sources, setting.option(), options.get(setting));
            addTo(sources, "-D" + setting.property(), properties.get(setting.property()));
            addTo(sources, setting.variable(), environment.get(setting.variable()));
            sources.stream().findFirst().ifPresent(first -> given.values.put(setting, first));
        }
        return given;
    }

    /** Values that the program itself chooses, independent of the environment. */
    public static RawSettings of(Map<Setting, String> chosen) {
        return of(chosen, Map.of(), Map.of());
    }

    private static void addTo(List<Given> sources, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            sources.add(new Given(name, value));
        }
    }

    private static boolean isServiceLink(String name, String value) {
        return SERVICE_LINK.matcher(name).matches()
                || (name.endsWith("_PORT") && LINKED_ADDRESS.matcher(value).matches());
    }

    /**
     * Names of variables and properties in KeHub's namespace that mean nothing, most likely misspelt. One line in Chinese
     * and English without any value; empty if there are none.
     */
    public Optional<String> unknownNames() {
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        var chinese = unknown.stream()
                .map(name -> shown(name)
                        + similar(name).map(it -> "（是否应为 " + it + "？）").orElse(""))
                .collect(Collectors.joining("、"));
        var english = unknown.stream()
                .map(name -> shown(name)
                        + similar(name).map(it -> " (did you mean " + it + "?)").orElse(""))
                .collect(Collectors.joining(", "));
        return Optional.of("警告：没有这样的设置，已忽略：" + chinese + " / Warning: ignored, there is no such setting: " + english);
    }

    private static Optional<String> similar(String name) {
        var isProperty = name.startsWith("-D");
        return Arrays.stream(Setting.values())
                .map(setting -> isProperty ? "-D" + setting.property() : setting.variable())
                .filter(known -> distance(known, name) <= MAX_TYPO_DISTANCE)
                .min(Comparator.comparingInt(known -> distance(known, name)));
    }

    /** Levenshtein distance, ignoring case and separators. */
    private static int distance(String one, String other) {
        var a = one.toUpperCase(Locale.ROOT).replaceAll("[_.-]", "");
        var b = other.toUpperCase(Locale.ROOT).replaceAll("[_.-]", "");
        var row = new int[b.length() + 1];
        Arrays.setAll(row, column -> column);
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    /** The setting as the operator wrote it; its environment variable if it is not given. */
    public String nameOf(Setting setting) {
        var given = values.get(setting);
        return given == null ? setting.variable() : given.name();
    }

    /** The value, literally. */
    public Optional<String> text(Setting setting) {
        return Optional.ofNullable(values.get(setting)).map(Given::value);
    }

    /** The value, literally, guarded against being shown. */
    public Optional<Secret> secret(Setting setting) {
        return text(setting).map(Secret::new);
    }

    /**
     * A whole number in ASCII digits.
     *
     * @throws WrongSettingException if it is no number from {@code min} to {@code max}
     */
    public int integer(Setting setting, int otherwise, int min, int max) {
        var text = text(setting);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (WHOLE_NUMBER.matcher(text.get()).matches()) {
            var number = Integer.parseInt(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        }
        var link =
                LINKED_ADDRESS.matcher(text.get()).matches() && nameOf(setting).equals(setting.variable());
        throw wrong(
                setting,
                "必须是 %d 到 %d 的整数%s"
                        .formatted(
                                min,
                                max,
                                link ? "；这个值像是容器平台为同名服务设置的，请改服务名、关闭 enableServiceLinks，或用 " + setting.option() : ""),
                "it must be a whole number from %d to %d%s"
                        .formatted(
                                min,
                                max,
                                link
                                        ? "; a container platform seems to have set it for a service of that name: rename the service, turn off enableServiceLinks, or use "
                                                + setting.option()
                                        : ""));
    }

    /**
     * A time span with its unit: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}.
     *
     * @throws WrongSettingException if it is none, or not from {@code min} to {@code max}
     */
    public Duration duration(Setting setting, Duration otherwise, Duration min, Duration max) {
        var text = text(setting);
        if (text.isEmpty()) {
            return otherwise;
        }
        var parts = DURATION.matcher(text.get());
        if (parts.matches()) {
            var amount = Long.parseLong(parts.group(1));
            var duration = switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
            if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
        }
        throw wrong(
                setting,
                "必须是 %s 到 %s 的时长，写成数字加单位 ms、s、m 或 h，例如 10s".formatted(shown(min), shown(max)),
                "it must be a time span from %s to %s, a number with the unit ms, s, m or h, such as 10s"
                        .formatted(shown(min), shown(max)));
    }

    /** A time span as it is written in a setting. */
    public static String shown(Duration duration) {
        if (duration.toMillisPart() != 0 || duration.isZero()) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSecondsPart() != 0) {
            return duration.toSeconds() + "s";
        }
        return duration.toMinutesPart() != 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
    }

    /**
     * A time zone by its IANA name. An offset such as {@code +08:00} is refused.
     *
     * @throws WrongSettingException if there is no such zone
     */
    public ZoneId zone(Setting setting, ZoneId otherwise) {
        var text = text(setting);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            if (ZoneId.getAvailableZoneIds().contains(text.get())) {
                return ZoneId.of(text.get());
            }
        } catch (DateTimeException unknown) {
            // reported below
        }
        throw wrong(
                setting,
                "必须是 IANA 时区名，例如 Asia/Shanghai 或 UTC",
                "it must be the IANA name of a time zone, such as Asia/Shanghai or UTC");
    }

    /**
     * One of the words, in any case.
     *
     * @throws WrongSettingException if it is none of them
     */
    public String oneOf(Setting setting, String otherwise, List<String> words) {
        var word = text(setting).orElse(otherwise).toLowerCase(Locale.ROOT);
        if (words.contains(word)) {
            return word;
        }
        var allowed = String.join(", ", words);
        throw wrong(setting, "必须是其中之一：" + allowed, "it must be one of " + allowed);
    }

    /**
     * The address of an HTTP server, with a path or without.
     *
     * @throws WrongSettingException if it is no http or https address with a host, or contains a user, a query or a
     *     fragment; the value is not shown, because it may contain a password
     */
    public Optional<URI> httpUrl(Setting setting) {
        var text = text(setting);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var url = new URI(text.get());
            var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getPort() <= 65535
                    && url.getPort() != 0
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return Optional.of(url);
            }
        } catch (URISyntaxException malformed) {
            // reported below
        }
        throw wrongSecret(
                setting,
                "格式不正确；请写成 http://主机:端口 或 https://主机:端口，不含账号、密码、? 和 #",
                "is malformed; write it as http://host:port or https://host:port without a user, a password, ? or #");
    }

    /**
     * A folder as an absolute path: {@code ~} and {@code ~/…} are the user's home, a relative path starts at the working
     * directory.
     *
     * @param userHome home of the operating system's user
     * @throws WrongSettingException if it is no path of this system, the root folder, or {@code ~user}
     */
    public Path folder(Setting setting, String otherwise, String userHome) {
        var text = text(setting).orElse(otherwise);
        try {
            var path =
                    Path.of(expanded(setting, text, userHome)).toAbsolutePath().normalize();
            if (path.getNameCount() > 0) {
                return path;
            }
        } catch (InvalidPathException malformed) {
            throw wrong(
                    setting,
                    "含有本系统的路径不允许的字符（系统语言环境不是 UTF-8 时，中文也不行）",
                    "it has characters that a path of this system can't have (Chinese among them unless the locale is UTF-8)");
        }
        throw wrong(setting, "不能是根目录；请指定一个单独的目录", "it can't be the root folder; name a folder of its own");
    }

    private String expanded(Setting setting, String text, String userHome) {
        var rest = text.substring(Math.min(1, text.length()));
        var separated = rest.isEmpty() || rest.startsWith("/") || rest.startsWith(java.io.File.separator);
        if (!text.startsWith("~")) {
            return text;
        }
        if (!separated) {
            throw wrong(
                    setting,
                    "不支持 ~用户 这种写法；请写出完整路径，名字以 ~ 开头的目录请写成 ./~…",
                    "~user is not supported; write the whole path, or ./~… for a folder whose name begins with ~");
        }
        if (!Path.of(userHome).isAbsolute()) {
            throw wrong(
                    setting,
                    "当前用户没有主目录，无法解释 ~；请写出完整路径",
                    "this user has no home directory to replace ~; write the whole path");
        }
        return userHome + rest;
    }

    /** The error of a value that may be shown. The sentences say what is allowed, without a full stop. */
    public WrongSettingException wrong(Setting setting, String chinese, String english) {
        var name = nameOf(setting);
        var value = text(setting).map(RawSettings::shown).orElse("");
        return new WrongSettingException(
                "%s 是“%s”，%s。".formatted(name, value, chinese), "%s is \"%s\"; %s.".formatted(name, value, english));
    }

    /** The error of a value that is secret or may contain a secret. The sentences go on after the name of the setting. */
    public WrongSettingException wrongSecret(Setting setting, String chinese, String english) {
        var name = nameOf(setting);
        return new WrongSettingException("%s %s。".formatted(name, chinese), "%s %s.".formatted(name, english));
    }

    /** A text in one line that is safe to print: control characters are replaced, and it is cut after 60 characters. */
    static String shown(String text) {
        var shown = new StringBuilder();
        text.codePoints()
                .limit(MAX_SHOWN)
                .forEach(point -> shown.appendCodePoint(isPrintable(point) ? point : '\uFFFD'));
        return text.codePoints().skip(MAX_SHOWN).findAny().isPresent() ? shown + "…" : shown.toString();
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The given settings that have no effect because the one that they belong to is not given. */
    public Optional<String> unused(Setting needed, List<Setting> belonging) {
        var names = values.containsKey(needed)
                ? List.<String>of()
                : belonging.stream()
                        .filter(values::containsKey)
                        .map(this::nameOf)
                        .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("警告：没有给出 %1$s，已忽略 %2$s / Warning: %2$s ignored, because there is no %1$s"
                        .formatted(needed.variable(), String.join(", ", names)));
    }

    /** Names of the settings that are given; never their values. */
    @Override
    public String toString() {
        return "RawSettings" + values.values().stream().map(Given::name).toList();
    }
}
