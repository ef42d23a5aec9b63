package org.namjai.platform.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys what comes with this version of the platform; ready is told only afterwards. The files of one process are one
 * deployment: all of them when one changed, none when nothing did.
 */
@Component
@Order(10)
class ShippedModels implements ApplicationRunner {
    private static final String[] PATTERNS = {"classpath*:bpmn/*.bpmn", "classpath*:bpmn/*.form", "classpath*:dmn/*.dmn"
    };

    private final RepositoryService repository;

    ShippedModels(RepositoryService repository) {
        this.repository = repository;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        for (var process : byProcess(shipped()).entrySet()) deploy(process.getKey(), process.getValue());
    }

    private static List<Resource> shipped() throws IOException {
        List<Resource> files = new ArrayList<>();
        for (String pattern : PATTERNS) {
            files.addAll(List.of(new PathMatchingResourcePatternResolver().getResources(pattern)));
        }
        return files;
    }

    /** A file belongs to the process whose id its name begins with, to the longest when several do; others stay out. */
    static Map<String, List<Resource>> byProcess(List<Resource> files) {
        List<String> processes = files.stream()
                .map(ShippedModels::name)
                .filter(name -> name.endsWith(".bpmn"))
                .map(name -> name.substring(0, name.length() - ".bpmn".length()))
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        Map<String, List<Resource>> grouped = new TreeMap<>();
        for (Resource file : files) {
            processes.stream()
                    .filter(id -> name(file).startsWith(id + ".") || name(file).startsWith(id + "-"))
                    .findFirst()
                    .ifPresent(owner -> grouped.computeIfAbsent(owner, id -> new ArrayList<>())
                            .add(file));
        }
        return grouped;
    }

    private void deploy(String process, List<Resource> files) throws IOException {
        DeploymentBuilder deployment =
                repository.createDeployment().name("namjai/" + process).enableDuplicateFiltering(false);
        for (Resource file : files) {
            try (InputStream content = file.getInputStream()) {
                deployment.addInputStream(name(file), content);
            }
        }
        deployment.deploy();
    }

    private static String name(Resource file) {
        return Objects.requireNonNull(file.getFilename());
    }
}
