package io.kehub.client.ov1;

import io.kehub.client.WireValues;
import io.kehub.client.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a field is chosen from, as options or as a tree. */
final class Choices {
    static final Choices NONE = new Choices(List.of());

    private static final int MAX_ALLOWED = 40;

    /**
     * @param path the texts from the root of a tree to this choice; the text alone for an option
     */
    private record Choice(String text, String path, String id) {}

    private final List<Choice> all;

    private Choices(List<Choice> all) {
        this.all = all;
    }

    /** From {@code {"options": […]}} or {@code {"trees": {"nodes": […]}}}; without a choice if it is neither. */
    static Choices of(JsonNode source) {
        var all = new ArrayList<Choice>();
        collect(source.path("options"), "", all);
        collect(source.path("trees").path("nodes"), "", all);
        return new Choices(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The id of the choice with a text or a path; empty if there is none, or several. */
    Optional<String> id(String text) {
        var folded = WireValues.folded(text);
        var ids = all.stream()
                .filter(choice -> WireValues.folded(choice.text()).equals(folded)
                        || WireValues.folded(choice.path()).equals(folded))
                .map(Choice::id)
                .distinct()
                .toList();
        return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
    }

    /** The id of the first choice. */
    Optional<String> first() {
        return all.stream().map(Choice::id).findFirst();
    }

    Optional<String> text(String id) {
        return all.stream()
                .filter(choice -> choice.id().equals(id))
                .map(Choice::text)
                .findFirst();
    }

    /** For people: the texts, with their paths if a text alone would not do. */
    String allowed() {
        var texts = all.stream()
                .map(choice -> id(choice.text()).isPresent() ? choice.text() : choice.path())
                .distinct()
                .limit(MAX_ALLOWED)
                .collect(Collectors.joining("、"));
        return all.size() > MAX_ALLOWED ? texts + "……" : texts;
    }

    private static void collect(JsonNode nodes, String parent, List<Choice> all) {
        for (var node : nodes) {
            var text = Json.scalar(node.path("text"));
            var id = Json.word(node.path("value"));
            var path = parent.isEmpty() ? text : parent + "->" + text;
            if (!text.isBlank() && !id.isEmpty()) {
                all.add(new Choice(text, path, id));
            }
            collect(node.path("nodes"), path, all);
        }
    }
}
