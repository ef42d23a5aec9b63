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
                throw Refusals.refusal(file, null, "the file's name must be the form's id");
            }
            form.readAll(json, 0);
        } catch (IOException e) {
            throw Refusals.refusal(file, null, "the file is not valid JSON");
        }
        return form;
    }

    boolean isOfRequests() {
        return id.endsWith("-request");
    }

    private void readAll(JsonNode parent, int depth) {
        if (depth > DEEPEST) throw Refusals.refusal(file, parent.path("id").asText(), "groups are nested too deep");
        for (JsonNode component : parent.path("components")) {
            read(component);
            readAll(component, depth + 1);
        }
    }

    private void read(JsonNode component) {
        String element = component.path("id").asText(component.path("key").asText());
        String type = component.path("type").asText();
        if (Set.of("html", "iframe", "script").contains(type)) {
            throw Refusals.refusal(file, element, "HTML and frames are not allowed in a form");
        }
        if (!ASKING.contains(type) && (isOfRequests() || !SHOWING.contains(type))) {
            throw Refusals.refusal(file, element, "a form cannot hold a component of type '" + type + "'");
        }
        checkWords(element, component);
        checkPattern(element, component.path("validate").path("pattern").asText());
        readKey(element, component);
    }

    private void readKey(String element, JsonNode component) {
        String key = component.path("key").asText();
        if (key.isEmpty()) return;
        if (!key.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw Refusals.refusal(file, element, "a field's key has letters and digits only");
        }
        if (keys.put(key, element) != null) {
            throw Refusals.refusal(file, element, "the key '" + key + "' stands there twice");
        }
        String unit = component.path("properties").path("namjaiUnit").asText();
        if (unit.isEmpty()) return;
        if (!Set.of("household", "plot").contains(unit)) {
            throw Refusals.refusal(file, element, "namjaiUnit is household or plot");
        }
        units.put(unit, element);
    }

    private void checkWords(String element, JsonNode component) {
        for (String name : new String[] {"label", "text", "description"}) {
            if (HTML.matcher(component.path(name).asText()).find()) {
                throw Refusals.refusal(file, element, "HTML is not allowed in a form's text");
            }
        }
    }

    private void checkPattern(String element, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw Refusals.refusal(file, element, "the pattern is no regular expression");
        }
        if (TWICE_REPEATED.matcher(pattern).find()) {
            throw Refusals.refusal(file, element, "the pattern repeats what is repeated, which can take for ever");
        }
    }
}
