package org.namjai.platform.programme;

import org.jspecify.annotations.Nullable;
import org.namjai.platform.programme.Programme.Window;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ProgrammeId;

/**
 * What an officer proposes. What does not belong to its kind is absent.
 *
 * @param definitionId the version to publish
 * @param budgetSatang what the appropriation adds to the budget
 * @param topUpRound the earlier round whose grants are topped up in this one
 */
public record NewProposal(
        ProgrammeId programme,
        Proposal.Kind kind,
        @Nullable String definitionId,
        @Nullable String round,
        @Nullable Window requests,
        @Nullable Window spending,
        long budgetSatang,
        @Nullable String topUpRound,
        String note) {
    private static final int LONGEST_NOTE = 1000;
    private static final String ROUND = "[a-z0-9][a-z0-9.-]{0,30}";

    public NewProposal {
        var check = new InvalidInput.Check()
                .that(
                        !note.isBlank() && note.length() <= LONGEST_NOTE,
                        "note",
                        "ต้องบอกเหตุผล ไม่เกิน 1,000 ตัวอักษร",
                        "says why, in up to 1,000 characters")
                .that(budgetSatang >= 0, "budgetSatang", "ต้องไม่ติดลบ", "must not be negative");
        switch (kind) {
            case PUBLICATION ->
                check.present(definitionId, "definitionId")
                        .valid(
                                round,
                                text -> text.matches(ROUND),
                                "round",
                                "ใช้ตัวพิมพ์เล็ก ตัวเลข จุด และขีด ไม่เกิน 31 ตัว",
                                "has lower-case letters, digits, dots and hyphens, up to 31")
                        .present(requests, "requestsOpenAt")
                        .that(
                                topUpRound == null || topUpRound.matches(ROUND) && !topUpRound.equals(round),
                                "topUpRound",
                                "ต้องเป็นรอบก่อนหน้า",
                                "must be another, earlier round");
            case WINDOWS ->
                absent(check, definitionId, round, topUpRound)
                        .that(
                                requests != null || spending != null,
                                "requestsOpenAt",
                                "ต้องระบุช่วงเวลาอย่างน้อยหนึ่งช่วง",
                                "or spendingOpensAt is required: at least one window changes")
                        .that(budgetSatang == 0, "budgetSatang", BELONGS_NOT_TH, BELONGS_NOT);
            case BUDGET ->
                absent(check, definitionId, round, topUpRound)
                        .that(requests == null && spending == null, "requestsOpenAt", BELONGS_NOT_TH, BELONGS_NOT)
                        .that(budgetSatang > 0, "budgetSatang", "ต้องมากกว่า 0", "must be more than 0");
            case CLOSING ->
                absent(check, definitionId, round, topUpRound)
                        .that(requests == null && spending == null, "requestsOpenAt", BELONGS_NOT_TH, BELONGS_NOT)
                        .that(budgetSatang == 0, "budgetSatang", BELONGS_NOT_TH, BELONGS_NOT);
        }
        check.orThrow();
    }

    private static final String BELONGS_NOT = "does not belong to this kind of proposal";
    private static final String BELONGS_NOT_TH = "ไม่ใช้กับข้อเสนอชนิดนี้";

    private static InvalidInput.Check absent(
            InvalidInput.Check check,
            @Nullable String definitionId,
            @Nullable String round,
            @Nullable String topUpRound) {
        return check.that(definitionId == null, "definitionId", BELONGS_NOT_TH, BELONGS_NOT)
                .that(round == null, "round", BELONGS_NOT_TH, BELONGS_NOT)
                .that(topUpRound == null, "topUpRound", BELONGS_NOT_TH, BELONGS_NOT);
    }
}
