package org.namjai.platform.programme.web;

import org.namjai.platform.programme.ProposalResult.Refusal;
import org.namjai.platform.shared.FieldProblem;
import org.springframework.http.HttpStatus;

/** Why nothing changed, in words for the API and for the pages. */
final class ProposalProblems {
    private ProposalProblems() {}

    static HttpStatus status(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_PROGRAMME, UNKNOWN_PROPOSAL -> HttpStatus.NOT_FOUND;
            case OWN_WORK -> HttpStatus.FORBIDDEN;
            case ANOTHER_IS_OPEN, NOT_PUBLISHED, DECIDED_BEFORE -> HttpStatus.CONFLICT;
            case UNKNOWN_VERSION,
                    UNKNOWN_ROUND,
                    NEW_ROUND_WITHOUT_BUDGET,
                    UNIT_CHANGES_WITHIN_ROUND,
                    BUDGET_TOO_LARGE -> HttpStatus.BAD_REQUEST;
        };
    }

    static FieldProblem of(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_PROGRAMME -> new FieldProblem("id", "ไม่มีโครงการนี้", "is no programme's id");
            case UNKNOWN_PROPOSAL -> new FieldProblem("id", "ไม่มีข้อเสนอนี้", "is no proposal's id");
            case UNKNOWN_VERSION ->
                new FieldProblem("definitionId", "ไม่ใช่รุ่นของโครงการนี้", "is no version of this programme");
            case UNKNOWN_ROUND ->
                new FieldProblem("round", "ตารางรอบของรุ่นนี้ไม่มีรอบนี้", "has no row in this version's phase table");
            case ANOTHER_IS_OPEN ->
                new FieldProblem("id", "มีข้อเสนอที่รอพิจารณาอยู่แล้ว", "has a proposal that waits for a decision");
            case NOT_PUBLISHED -> new FieldProblem("id", "โครงการนี้ยังไม่ประกาศใช้", "is no published programme");
            case NEW_ROUND_WITHOUT_BUDGET ->
                new FieldProblem("budgetSatang", "รอบใหม่ต้องมีงบประมาณ", "must be more than 0 for a new round");
            case UNIT_CHANGES_WITHIN_ROUND ->
                new FieldProblem(
                        "definitionId",
                        "เปลี่ยนหน่วยรับสิทธิภายในรอบเดียวกันไม่ได้",
                        "counts by another unit than the round that runs; a new unit needs a new round");
            case DECIDED_BEFORE -> new FieldProblem("id", "ข้อเสนอนี้พิจารณาแล้ว", "was decided before");
            case OWN_WORK ->
                new FieldProblem(
                        "id",
                        "ผู้เสนอหรือผู้นำรุ่นนี้เข้าระบบพิจารณาข้อเสนอของตนเองไม่ได้",
                        "is your own work: who proposed it or deployed the version cannot decide it");
            case BUDGET_TOO_LARGE ->
                new FieldProblem("budgetSatang", "มากเกินกว่าที่บัญชีรับได้", "is too large for the books");
        };
    }
}
