package io.kehub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for the SQL of a source tree: sources and migrations, each below a folder. */
final class SqlRules {

    static final int MAX_LINES = 300;

    /** Landed migrations that no rule may change any more. */
    private static final Set<String> LANDED = Set.of("V150__text_keys.sql");

    /** Functions that every module may call, although V150 defines them in the folder of customers. */
    private static final Pattern SHARED = Pattern.compile("(?:text_made_unique|text_duplicate_\\w+|wechat_key)\\(\\)");

    /** What the kernel defines is the kernel's, even if a module had defined it before. */
    private static final String KERNEL = "kernel";

    /** Tables whose module was divided after they had been created. */
    private static final Map<String, String> MOVED =
            Map.of("custom_field", "erp.customfield", "custom_field_counter", "erp.customfield");

    private static final Pattern VERSION = Pattern.compile("V([0-9]+)__");
    private static final Pattern TABLE = Pattern.compile("(?i)\\bcreate (?:unlogged )?table (?:if not exists )?(\\w+)");
    private static final Pattern FUNCTION =
            Pattern.compile("(?i)\\bcreate (?:or replace )?(?:function|procedure) (\\w+)");
    private static final Pattern RENAMED =
            Pattern.compile("(?i)\\balter (table|function|procedure) (\\w+)\\s*(?:\\([^)]*\\))?\\s+rename to (\\w+)");
    private static final List<Pattern> USED_TABLE = Stream.of(
                    "\\b(?:from|join)\\s+(?:only\\s+)?([a-z_]+)\\b(?!\\s*\\()",
                    "\\b(?:into|update|references|truncate|table)\\s+(?:only\\s+|if exists\\s+)*([a-z_]+)",
                    "\\bcreate (?:unique )?index\\s+[a-z_]+\\s+on\\s+(?:only\\s+)?([a-z_]+)",
                    "\\btrigger\\s+[a-z_]+\\s[^;]*?\\bon\\s+([a-z_]+)",
                    "\\bcall\\s+[a-z_]+\\(\\s*'([a-z_]+)'")
            .map(use -> Pattern.compile("(?i)" + use))
            .toList();
    private static final Pattern TABLE_LIST =
            Pattern.compile("(?i)\\bfrom\\s+((?:[a-z_]+(?:\\s+(?:as\\s+)?[a-z_]+)?\\s*,\\s*)+[a-z_]+)\\b(?!\\s*[.(])");
    private static final Pattern USED_FUNCTION = Pattern.compile("\\b([a-z_]+)\\(");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?:--|//|\\*|/\\*\\*).*$");
    private static final Pattern MODULE = Pattern.compile("id = \"([^\"]+)\"");
    private static final Pattern ALLOWED = Pattern.compile("(?s)allowedDependencies = \\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern REPLACED = Pattern.compile("\\.replace\\(\\s*\"\\{");

    private record Module(String id, Set<String> allowed) {
        boolean mayUse(String owner) {
            return id.equals(owner) || allowed.contains(owner) || owner.equals(KERNEL);
        }
    }

    private final Path sources;
    private final Path migrations;
    private final Map<Path, String> jdbc;

    SqlRules(Path sources, Path migrations) {
        this.sources = sources;
        this.migrations = migrations;
        this.jdbc = files(sources, "Jdbc.java");
    }

    /** Sources and migrations that are too long. */
    List<String> tooLong() {
        var all = new LinkedHashMap<>(jdbc);
        all.putAll(files(migrations, ".sql"));
        return all.entrySet().stream()
                .filter(file -> !LANDED.contains(String.valueOf(file.getKey().getFileName())))
                .filter(file -> file.getValue().lines().count() > MAX_LINES)
                .map(file -> file.getKey().getFileName() + " has more than " + MAX_LINES + " lines")
                .toList();
    }

    /** Sources that fill placeholders by string replacement, not by a template. */
    List<String> replaced() {
        return jdbc.entrySet().stream()
                .filter(file -> REPLACED.matcher(file.getValue()).find())
                .map(file -> file.getKey().getFileName() + " fills a placeholder by String.replace")
                .toList();
    }

    /** Tables and functions named by a module that may not use the module that owns them. */
    List<String> foreign() {
        return foreign(jdbc, this::module);
    }

    /** The same for migrations, each of which belongs to the module that is named like its folder. */
    List<String> foreignInMigrations() {
        var modules = modulesByFolder();
        return foreign(migrations(), file -> modules.getOrDefault(folder(file), new Module(folder(file), Set.of())));
    }

    private List<String> foreign(Map<Path, String> files, Function<Path, Module> moduleOf) {
        var owners = owners();
        var found = new TreeSet<String>();
        files.forEach((file, text) -> {
            var module = moduleOf.apply(file);
            for (var name : used(text)) {
                var owner = owners.get(name);
                if (owner != null
                        && !module.mayUse(owner)
                        && !SHARED.matcher(name).matches()) {
                    found.add(module.id() + " names " + name + " of " + owner + " in " + file.getFileName());
                }
            }
        });
        return List.copyOf(found);
    }

    /**
     * The module of each table and each {@code function()}: that of the first migration that creates it, or the kernel. A
     * renamed one keeps its owner under both names.
     */
    private Map<String, String> owners() {
        var modules = modulesByFolder();
        var owners = new HashMap<String, String>();
        var renamed = new ArrayDeque<MatchResult>();
        migrations().forEach((file, source) -> {
            var text = COMMENT.matcher(source).replaceAll("");
            var module = modules.get(folder(file));
            var owner = module == null ? folder(file) : module.id();
            RENAMED.matcher(text).results().forEach(match -> {
                renamed.push(match);
                owners.putIfAbsent(name(match, 3), owners.getOrDefault(name(match, 2), owner));
            });
            TABLE.matcher(text).results().forEach(match -> owners.merge(match.group(1), owner, SqlRules::first));
            FUNCTION.matcher(text)
                    .results()
                    .forEach(match -> owners.merge(match.group(1) + "()", owner, SqlRules::first));
        });
        MOVED.forEach((table, owner) -> owners.computeIfPresent(table, (name, first) -> owner));
        renamed.forEach(match -> owners.put(name(match, 2), Objects.requireNonNull(owners.get(name(match, 3)))));
        return owners;
    }

    private static String name(MatchResult renamed, int group) {
        return renamed.group(1).equalsIgnoreCase("table") ? renamed.group(group) : renamed.group(group) + "()";
    }

    private static String first(String first, String later) {
        return later.equals(KERNEL) ? later : first;
    }

    private Map<String, Module> modulesByFolder() {
        return files(sources, "package-info.java").keySet().stream()
                .map(this::module)
                .collect(Collectors.toMap(
                        module -> module.id().substring(module.id().lastIndexOf('.') + 1),
                        module -> module,
                        (one, other) -> one));
    }

    /** All migrations in the order of their versions. */
    private Map<Path, String> migrations() {
        var ordered = new LinkedHashMap<Path, String>();
        files(migrations, ".sql").entrySet().stream()
                .sorted(Comparator.comparingInt(file -> version(file.getKey())))
                .forEach(file -> ordered.put(file.getKey(), file.getValue()));
        return ordered;
    }

    private static int version(Path migration) {
        var version = VERSION.matcher(String.valueOf(migration.getFileName()));
        if (!version.find()) {
            throw new IllegalStateException(migration + " has no version");
        }
        return Integer.parseInt(version.group(1));
    }

    private static String folder(Path migration) {
        return String.valueOf(Objects.requireNonNull(migration.getParent()).getFileName());
    }

    private static Set<String> used(String source) {
        var text = COMMENT.matcher(source).replaceAll("");
        var names = new TreeSet<String>();
        USED_TABLE.forEach(use -> use.matcher(text).results().forEach(match -> names.add(match.group(1))));
        TABLE_LIST
                .matcher(text)
                .results()
                .forEach(match -> Arrays.stream(match.group(1).split(","))
                        .map(table -> table.strip().split("\\s")[0])
                        .forEach(names::add));
        USED_FUNCTION.matcher(text).results().forEach(match -> names.add(match.group(1) + "()"));
        return names;
    }

    private Module module(Path file) {
        var folder = file.getParent();
        while (folder != null && folder.startsWith(sources)) {
            var info = folder.resolve("package-info.java");
            if (Files.exists(info)) {
                var text = read(info);
                var id = MODULE.matcher(text);
                if (id.find()) {
                    var allowed = ALLOWED.matcher(text);
                    return new Module(
                            id.group(1),
                            allowed.find()
                                    ? NAME.matcher(allowed.group(1))
                                            .results()
                                            .map((MatchResult name) -> name.group(1))
                                            .collect(Collectors.toSet())
                                    : Set.of());
                }
            }
            folder = folder.getParent();
        }
        return new Module("", Set.of());
    }

    private static Map<Path, String> files(Path root, String ending) {
        try (var all = Files.walk(root)) {
            var files = new ArrayList<>(all.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList());
            return files.stream()
                    .collect(Collectors.toMap(file -> file, SqlRules::read, (one, other) -> one, LinkedHashMap::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
