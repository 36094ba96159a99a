package io.kehub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules for the SQL of a source tree: sources and migrations, each below a folder. */
final class SqlRules {

    static final int MAX_LINES = 300;

    /** Landed migrations that no rule may change any more. */
    private static final Set<String> LANDED = Set.of("V150__text_keys.sql");

    /** Functions about texts that every module may call, whatever folder defines them. */
    private static final Pattern SHARED = Pattern.compile(
            "text_\\w+|wechat_key|customer_folded|customer_grams|customer_keyword_grams|customer_quoted_gram");

    private static final Pattern TABLE = Pattern.compile("(?i)create (?:unlogged )?table (\\w+)");
    private static final Pattern FUNCTION = Pattern.compile("(?i)create (?:or replace )?(?:function|procedure) (\\w+)");
    private static final Pattern USED_TABLE =
            Pattern.compile("\\b(?:from|join|into|update|table)\\s+([a-z_]+)\\b(?!\\s*\\()");
    private static final Pattern USED_FUNCTION = Pattern.compile("\\b([a-z_]+)\\(");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?:--|//|\\*|/\\*\\*).*$");
    private static final Pattern MODULE = Pattern.compile("id = \"([^\"]+)\"");
    private static final Pattern ALLOWED = Pattern.compile("(?s)allowedDependencies = \\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern REPLACED = Pattern.compile("\\.replace\\(\\s*\"\\{");

    private record Module(String id, Set<String> allowed) {
        boolean mayUse(String owner) {
            return id.equals(owner) || allowed.contains(owner);
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
        var found = new TreeSet<String>();
        collectForeign(owners(TABLE), USED_TABLE, found);
        collectForeign(owners(FUNCTION), USED_FUNCTION, found);
        return List.copyOf(found);
    }

    private void collectForeign(Map<String, String> owners, Pattern use, Set<String> found) {
        jdbc.forEach((file, text) -> {
            var module = module(file);
            for (var name : used(text, use)) {
                var owner = owners.get(name);
                if (owner != null
                        && !module.mayUse(owner)
                        && !SHARED.matcher(name).matches()) {
                    found.add(module.id() + " names " + name + " of " + owner + " in " + file.getFileName());
                }
            }
        });
    }

    /** The module of each table or function, by the folder of the migration that creates it. */
    private Map<String, String> owners(Pattern created) {
        var modules = files(sources, "package-info.java").keySet().stream()
                .map(this::module)
                .map(Module::id)
                .collect(Collectors.toMap(id -> id.substring(id.lastIndexOf('.') + 1), id -> id, (one, other) -> one));
        var owners = new HashMap<String, String>();
        files(migrations, ".sql").forEach((file, text) -> {
            var folder = String.valueOf(Objects.requireNonNull(file.getParent()).getFileName());
            var owner = modules.getOrDefault(folder, folder);
            created.matcher(text).results().forEach(match -> owners.putIfAbsent(match.group(1), owner));
        });
        return owners;
    }

    private static Set<String> used(String source, Pattern use) {
        return use.matcher(COMMENT.matcher(source).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
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
