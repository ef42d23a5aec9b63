package org.namjai.platform.request;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programme.Unit;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.FieldProblem;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Whether a request can be stored: it names a programme that takes requests and a participant that takes people, and it
 * answers the programme's form.
 */
@Component
@EnableConfigurationProperties(IntakeSettings.class)
class Admission {
    private final Recent<ProgrammeId, Optional<Programme>> programmes;
    private final Recent<ParticipantId, Optional<Participant>> participants;
    private final RequestForms forms;
    private final Clock clock;

    Admission(
            Programmes programmes,
            Participants participants,
            RequestForms forms,
            IntakeSettings settings,
            Clock clock) {
        this.programmes = new Recent<>(settings.catalogueAge(), programmes::find);
        this.participants = new Recent<>(settings.catalogueAge(), participants::find);
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * A request that was looked at.
     *
     * @param problems why it can't be stored; empty when it can
     * @param round the programme's, now
     * @param unit what the programme counts by
     * @param unitName which household or plot; empty for a person
     */
    record Checked(NewRequest request, List<FieldProblem> problems, String round, Unit unit, String unitName) {}

    Checked check(NewRequest request) {
        Optional<Programme> programme =
                programmes.get(request.programme()).filter(known -> known.takesRequests(clock.instant()));
        Optional<ProgrammeForm> form = programme.map(Programme::definitionId).flatMap(forms::of);
        var problems = new ArrayList<FieldProblem>();
        if (form.isEmpty()) {
            problems.add(new FieldProblem(
                    "programme", "ไม่มีโครงการนี้ หรือยังไม่เปิดรับคำขอ", "is unknown or takes no requests now"));
        }
        if (participants.get(request.participant()).filter(Participant::isLive).isEmpty()) {
            problems.add(new FieldProblem(
                    "participant", "ไม่มีธนาคารหรือผู้ให้บริการนี้ หรือยังไม่เปิดให้บริการ", "is unknown or not live"));
        }
        form.ifPresent(
                asked -> asked.faults(request.answers()).forEach((field, fault) -> problems.add(fault.at(field))));
        Optional<FormField> unit = form.flatMap(ProgrammeForm::unit);
        return new Checked(
                request,
                problems,
                programme.map(Programme::round).orElse(""),
                unit.map(FormField::unit).orElse(Unit.PERSON),
                unit.map(field -> Objects.toString(request.answers().get(field.key()), "")
                                .strip())
                        .orElse(""));
    }

    /** The answer that names the unit of this programme; none when it counts by persons. */
    Optional<String> unitField(ProgrammeId programme) {
        return programmes
                .get(programme)
                .map(Programme::definitionId)
                .flatMap(forms::of)
                .flatMap(ProgrammeForm::unit)
                .map(FormField::key);
    }
}
