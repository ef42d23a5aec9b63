package org.namjai.platform.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;

/**
 * Looks at everything that is deployed before the engine does. Permission to deploy must not be permission to run code:
 * a model may use Namjai's own task types, DMN in FEEL, forms and plain variables, and nothing else. A deployment is
 * refused whole, so nothing of it is left.
 */
final class DeploymentGate implements Deployer {
    private static final int MOST_BYTES = 2_000_000;
    private static final int MOST_FILES = 40;
    private static final Pattern KIND = Pattern.compile("([a-z][a-z0-9-]{0,80})\\.(bpmn|dmn|form)");

    private final Predicate<String> isDelegate;

    /** @param isDelegate whether a name is one of Namjai's own task types */
    DeploymentGate(Predicate<String> isDelegate) {
        this.isDelegate = isDelegate;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew() || deployment.getResources() == null) return;
        check(contents(deployment), Context.getCommandContext().getAuthenticatedUserId() != null);
    }

    /** What is careless in it, though harmless. */
    List<String> warnings(DeploymentEntity deployment) {
        return check(contents(deployment), false);
    }

    private static Map<String, byte[]> contents(DeploymentEntity deployment) {
        Map<String, byte[]> files = new TreeMap<>();
        for (ResourceEntity resource : deployment.getResources().values()) {
            files.put(resource.getName(), resource.getBytes());
        }
        return files;
    }

    /**
     * Throws with the element's name and a plain sentence when the files may not be deployed together.
     *
     * @param byOfficer an officer deploys one programme whole; only the platform brings its own processes
     * @return what is careless in them, though harmless
     */
    List<String> check(Map<String, byte[]> files, boolean byOfficer) {
        if (files.size() > MOST_FILES) throw Refusals.refusal(Rule.TOO_MANY_FILES.of());
        Map<String, XmlModel> processes = new TreeMap<>();
        Map<String, TableRules> tables = new HashMap<>();
        Map<String, FormRules> forms = new HashMap<>();
        files.forEach((name, content) -> {
            Matcher kind = kind(name, content);
            String id = kind.group(1);
            switch (kind.group(2)) {
                case "bpmn" -> processes.put(id, process(name, id, content));
                case "dmn" -> tables.put(id, table(name, id, content));
                default -> forms.put(id, FormRules.read(name, id, content));
            }
        });
        if (byOfficer) checkOfficers(processes, files);
        List<String> warnings = new ArrayList<>();
        for (XmlModel process : processes.values()) {
            if (!ProgrammeRules.isProgramme(process)) continue;
            warnings.addAll(new ProgrammeRules(process, tables, forms).checkProgramme());
        }
        return warnings;
    }

    /** One file by itself. */
    void check(String name, byte[] content) {
        Matcher kind = kind(name, content);
        switch (kind.group(2)) {
            case "bpmn" -> process(name, kind.group(1), content);
            case "dmn" -> table(name, kind.group(1), content);
            default -> FormRules.read(name, kind.group(1), content);
        }
    }

    private static Matcher kind(String name, byte[] content) {
        Matcher kind = KIND.matcher(name);
        if (!kind.matches()) {
            throw Refusals.refusal(name, null, Rule.FILE_NAME.of());
        }
        if (content.length > MOST_BYTES) throw Refusals.refusal(name, null, Rule.FILE_SIZE.of());
        return kind;
    }

    private XmlModel process(String name, String id, byte[] content) {
        XmlModel model = XmlModel.parse(name, id, content);
        new ModelRules(model, isDelegate).checkProcess();
        return model;
    }

    private TableRules table(String name, String id, byte[] content) {
        XmlModel model = XmlModel.parse(name, id, content);
        new ModelRules(model, isDelegate).checkDecision();
        return TableRules.read(model);
    }

    private static void checkOfficers(Map<String, XmlModel> processes, Map<String, byte[]> files) {
        if (processes.size() != 1) throw Refusals.refusal(Rule.ONE_PROGRAMME.of());
        XmlModel process = processes.values().iterator().next();
        if (!ProgrammeRules.isProgramme(process)) {
            throw Refusals.refusal(process.file(), null, Rule.NO_PROGRAMME.of());
        }
        for (String file : files.keySet()) {
            if (!file.startsWith(process.id() + ".") && !file.startsWith(process.id() + "-")) {
                throw Refusals.refusal(file, null, Rule.NAME_OF_PROGRAMME.of(process.id()));
            }
        }
    }
}
