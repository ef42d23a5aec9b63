package org.namjai.platform.request;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.FieldProblem;
import org.springframework.stereotype.Component;

/** Whether a request names a programme that takes requests and a participant that takes people. */
@Component
class Admission {
    private final Programmes programmes;
    private final Participants participants;
    private final Clock clock;

    Admission(Programmes programmes, Participants participants, Clock clock) {
        this.programmes = programmes;
        this.participants = participants;
        this.clock = clock;
    }

    List<FieldProblem> problems(NewRequest request) {
        var problems = new ArrayList<FieldProblem>();
        if (programmes
                .find(request.programme())
                .filter(known -> known.takesRequests(clock.instant()))
                .isEmpty()) {
            problems.add(new FieldProblem(
                    "programme", "ไม่มีโครงการนี้ หรือยังไม่เปิดรับคำขอ", "is unknown or takes no requests now"));
        }
        if (participants.find(request.participant()).filter(Participant::isLive).isEmpty()) {
            problems.add(new FieldProblem(
                    "participant", "ไม่มีธนาคารหรือผู้ให้บริการนี้ หรือยังไม่เปิดให้บริการ", "is unknown or not live"));
        }
        return problems;
    }
}
