package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our diagrams can be read: everything is drawn, left to right, and nothing lies on anything else. */
class DiagramsTest {
    /** Flows that go round: to a new decision, and to the next piece or round of a pay-out or settlement. */
    private static final Set<String> BACK = Set.of(
            "Flow_Approved",
            "Flow_DecideAgain_ReadRequest",
            "Flow_ReadRequest_Again",
            "Flow_SendingGoesOn_InstructParticipants",
            "Flow_AwaitAnswers_BookAnswers",
            "Flow_ReadCalendar_AnotherRound",
            "Flow_AnotherRound",
            "Flow_PlanRound_RoundBegins",
            "Flow_RoundBegins_DecideChannel",
            "Flow_Moved_ReadInterval",
            "Flow_MoreToSettle",
            "Flow_StillOpen",
            "Flow_MoreToReturn",
            "Flow_NotAtRest",
            "Flow_SentBack",
            "Flow_NotReversible");

    static Stream<String> processes() {
        return Models.processes().stream();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyElement_isDrawn(String process) {
        BpmnModelInstance model = model(process);
        assertThat(model.getModelElementsByType(FlowNode.class))
                .allSatisfy(node ->
                        assertThat(node.getDiagramElement()).as(node.getId()).isNotNull());
        assertThat(model.getModelElementsByType(SequenceFlow.class)).allSatisfy(flow -> {
            assertThat(flow.getDiagramElement()).as(flow.getId()).isNotNull();
            List<Waypoint> way = List.copyOf(flow.getDiagramElement().getWaypoints());
            assertThat(touches(flow.getSource(), way.get(0)))
                    .as("starts at its source: " + flow.getId())
                    .isTrue();
            assertThat(touches(flow.getTarget(), way.get(way.size() - 1)))
                    .as("ends at its target: " + flow.getId())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void nothing_liesOnAnythingElse(String process) {
        List<Drawn> drawn = drawn(model(process));
        List<String> overlaps = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            for (Drawn other : drawn.subList(i + 1, drawn.size())) {
                if (drawn.get(i).overlaps(other)) overlaps.add(drawn.get(i).name + " and " + other.name);
            }
        }
        assertThat(overlaps).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void noLine_crossesAnotherOrRunsThroughAnElement(String process) {
        BpmnModelInstance model = model(process);
        List<Segment> segments = segments(model);
        List<String> crossings = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            for (Segment other : segments.subList(i + 1, segments.size())) {
                if (segments.get(i).crosses(other)) crossings.add(segments.get(i).flow + " and " + other.flow);
            }
            for (Drawn element : drawn(model)) {
                if (segments.get(i).runsThrough(element)) crossings.add(segments.get(i).flow + " and " + element.name);
            }
        }
        assertThat(crossings).isEmpty();
    }

    /** Only the way back runs to the left. */
    @ParameterizedTest
    @MethodSource("processes")
    void flow_runsFromLeftToRight(String process) {
        assertThat(model(process).getModelElementsByType(SequenceFlow.class))
                .filteredOn(flow -> !BACK.contains(flow.getId()))
                .allSatisfy(flow -> assertThat(box(flow.getTarget()).getCenterX())
                        .as(flow.getId())
                        .isGreaterThanOrEqualTo(box(flow.getSource()).getCenterX()));
    }

    private static BpmnModelInstance model(String process) {
        return Bpmn.readModelFromStream(new ByteArrayInputStream(Models.read(process + ".bpmn")));
    }

    private static Rectangle2D box(FlowNode node) {
        return box(((BpmnShape) node.getDiagramElement()).getBounds());
    }

    private static Rectangle2D box(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }

    private static boolean touches(FlowNode node, Waypoint point) {
        Rectangle2D box = box(node);
        Rectangle2D wider =
                new Rectangle2D.Double(box.getX() - 1, box.getY() - 1, box.getWidth() + 2, box.getHeight() + 2);
        Rectangle2D inside =
                new Rectangle2D.Double(box.getX() + 1, box.getY() + 1, box.getWidth() - 2, box.getHeight() - 2);
        return wider.contains(point.getX(), point.getY()) && !inside.contains(point.getX(), point.getY());
    }

    private static List<Drawn> drawn(BpmnModelInstance model) {
        List<Drawn> drawn = new ArrayList<>();
        for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
            FlowNode node = (FlowNode) shape.getBpmnElement();
            String host =
                    node instanceof BoundaryEvent event ? event.getAttachedTo().getId() : "";
            drawn.add(new Drawn(node.getId(), host, box(shape.getBounds())));
            label(node.getId(), shape.getBpmnLabel(), drawn);
        }
        for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
            label(edge.getBpmnElement().getId(), edge.getBpmnLabel(), drawn);
        }
        return drawn;
    }

    private static void label(String of, @org.jspecify.annotations.Nullable BpmnLabel label, List<Drawn> drawn) {
        if (label != null && label.getBounds() != null) {
            drawn.add(new Drawn("label of " + of, "", box(label.getBounds())));
        }
    }

    private static List<Segment> segments(BpmnModelInstance model) {
        List<Segment> segments = new ArrayList<>();
        for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
            Collection<Waypoint> way = flow.getDiagramElement().getWaypoints();
            Waypoint last = null;
            for (Waypoint point : way) {
                if (last != null) segments.add(segment(flow, last, point));
                last = point;
            }
        }
        return segments;
    }

    private static Segment segment(SequenceFlow flow, Waypoint from, Waypoint to) {
        return new Segment(
                flow.getId(),
                List.of(flow.getSource().getId(), flow.getTarget().getId()),
                new Line2D.Double(from.getX(), from.getY(), to.getX(), to.getY()));
    }

    /** @param host of a boundary event, which lies on it */
    private record Drawn(String name, String host, Rectangle2D box) {
        boolean overlaps(Drawn other) {
            return !host.equals(other.name) && !other.host.equals(name) && box.intersects(other.box);
        }
    }

    private record Segment(String flow, List<String> ends, Line2D line) {
        boolean crosses(Segment other) {
            return !flow.equals(other.flow) && line.intersectsLine(other.line);
        }

        boolean runsThrough(Drawn element) {
            if (ends.contains(element.name) || ends.contains(element.host)) return false;
            return line.intersects(element.box);
        }
    }
}
