package org.namjai.platform.workflow;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A form as the deployment check reads it.
 *
 * @param keys the component's id of each answer
 * @param units the component's id of each answer that names a household or plot
 */
record FormRules(String file, String id, Map<String, String> keys, Map<String, String> units) {
    private static final int DEEPEST = 10;
    private static final Pattern HTML = Pattern.compile("<\\s*/?\\s*[A-Za-z!]");
    private static final Pattern TWICE_REPEATED = Pattern.compile("\\([^)]*[+*{][^)]*\\)\\s*[+*{]");
    private static final ObjectMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(60).build())
                    .build())
            .build();

    /** What a page without scripts can ask. */
    private static final Set<String> ASKING =
            Set.of("text", "textfield", "textarea", "number", "checkbox", "radio", "select");

    /** What Tasklist can show besides. */
    private static final Set<String> SHOWING = Set.of(
            "datetime", "checklist", "taglist", "group", "separator", "spacer", "table", "dynamiclist", "expression");

    static FormRules read(String file, String id, byte[] content) {
        FormRules form = new FormRules(file, id, new LinkedHashMap<>(), new LinkedHashMap<>());
        try {
            JsonNode json = JSON.readTree(content);
            if (!id.equals(json.path("id").asText())) {
                throw Refusals.refusal(file, null, Rule.NAME_IS_ID.of("form"));
            }
            form.readAll(json, 0);
        } catch (IOException e) {
            throw Refusals.refusal(file, null, Rule.NOT_JSON.of());
        }
        return form;
    }

    boolean isOfRequests() {
        return id.endsWith("-request");
    }

    private void readAll(JsonNode parent, int depth) {
        if (depth > DEEPEST) throw Refusals.refusal(file, parent.path("id").asText(), Rule.GROUPS_TOO_DEEP.of());
        for (JsonNode component : parent.path("components")) {
            read(component);
            readAll(component, depth + 1);
        }
    }

    private void read(JsonNode component) {
        String element = component.path("id").asText(component.path("key").asText());
        String type = component.path("type").asText();
        if (Set.of("html", "iframe", "script").contains(type)) {
            throw Refusals.refusal(file, element, Rule.HTML_COMPONENT.of());
        }
        if (!ASKING.contains(type) && (isOfRequests() || !SHOWING.contains(type))) {
            throw Refusals.refusal(file, element, Rule.COMPONENT.of(type));
        }
        checkWords(element, component);
        checkPattern(element, component.path("validate").path("pattern").asText());
        readKey(element, component);
    }

    private void readKey(String element, JsonNode component) {
        String key = component.path("key").asText();
        if (key.isEmpty()) return;
        if (!key.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw Refusals.refusal(file, element, Rule.FIELD_KEY.of());
        }
        if (keys.put(key, element) != null) {
            throw Refusals.refusal(file, element, Rule.KEY_TWICE.of(key));
        }
        String unit = component.path("properties").path("namjaiUnit").asText();
        if (unit.isEmpty()) return;
        if (!Set.of("household", "plot").contains(unit)) {
            throw Refusals.refusal(file, element, Rule.FORM_UNIT.of());
        }
        units.put(unit, element);
    }

    private void checkWords(String element, JsonNode component) {
        for (String name : new String[] {"label", "text", "description"}) {
            if (HTML.matcher(component.path(name).asText()).find()) {
                throw Refusals.refusal(file, element, Rule.HTML_TEXT.of());
            }
        }
    }

    private void checkPattern(String element, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw Refusals.refusal(file, element, Rule.PATTERN.of());
        }
        if (TWICE_REPEATED.matcher(pattern).find()) {
            throw Refusals.refusal(file, element, Rule.PATTERN_REPEATS.of());
        }
    }
}
