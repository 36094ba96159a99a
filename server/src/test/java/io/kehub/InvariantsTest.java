package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/invariants.md} names exist, so that a renamed or deleted test cannot leave a promise bare. */
class InvariantsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    @Test
    void everyTestThatTheDocumentNamesExists() throws IOException {
        var named = namedTests(Files.readString(ROOT.resolve("docs/invariants.md")));

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(missing(named)).isEmpty();
    }

    @Test
    void aTestThatDoesNotExistIsFound() throws IOException {
        assertThat(missing(namedTests("| a promise | `InvariantsTest.noSuchTest`, `NoSuchClass.anything` |")))
                .containsExactly("InvariantsTest.noSuchTest", "NoSuchClass.anything");
    }

    private static Stream<String> missing(Map<String, Pattern> named) throws IOException {
        var sources = sources();
        return named.entrySet().stream()
                .filter(test -> !test.getValue()
                        .matcher(sources.getOrDefault(classOf(test.getKey()), ""))
                        .find())
                .map(Map.Entry::getKey);
    }

    private static String classOf(String test) {
        return test.substring(0, test.indexOf('.'));
    }

    private static Map<String, Pattern> namedTests(String document) {
        var tests = new TreeMap<String, Pattern>();
        NAMED_TEST
                .matcher(document)
                .results()
                .forEach(name -> tests.put(
                        name.group(1) + "." + name.group(2), Pattern.compile("void\\s+" + name.group(2) + "\\(")));
        return tests;
    }

    /** The sources of all modules' test classes by simple name; two modules may use one name. */
    private static Map<String, String> sources() throws IOException {
        var sources = new TreeMap<String, String>();
        try (var modules = Files.list(ROOT)) {
            for (var tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                addSources(tests, sources);
            }
        }
        return sources;
    }

    private static void addSources(Path folder, Map<String, String> sources) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                var name = file.getFileName().toString().replace(".java", "");
                sources.merge(name, Files.readString(file), String::concat);
            }
        }
    }
}
