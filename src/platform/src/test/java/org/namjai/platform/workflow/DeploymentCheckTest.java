package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.BadUserRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.platform.registry.Registry;

/**
 * One good programme, spoiled in one place at a time: each is refused with its file, its element and its sentence. A
 * line is: file, what stands there, what is put there instead, the refusal.
 */
class DeploymentCheckTest {
    private static final Set<String> DELEGATES = Set.of(
            "lookUpRegistry",
            "lookUpEarlierPayments",
            "claimUnits",
            "approveRequest",
            "rejectRequest",
            "referRequest",
            "openEntitlement",
            "disburse",
            "tellApplicant");

    private final DeploymentGate gate = new DeploymentGate(DELEGATES::contains);

    @ParameterizedTest
    @EnumSource(Rule.class)
    void rule_isSaidInBothLanguages(Rule rule) {
        Rule.Broken broken = rule.of("«1»", "«2»");
        assertThat(broken.th()).containsPattern("[ก-๙]");
        assertThat(broken.en()).doesNotContainPattern("[ก-๙]").doesNotEndWith(".");
        assertThat(said(broken.th())).as("what stands in the file").isEqualTo(said(broken.en()));
    }

    private static List<String> said(String sentence) {
        return Pattern.compile("«.»")
                .matcher(sentence)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void goodProgramme_passesWithoutAWarning() {
        assertThat(gate.check(Models.boatAid(), true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            boat-aid.bpmn | #{referRequest}                            | #{dataSource}                  | element Task_ReferRequest: '#{dataSource}' is not one of Namjai's task types
            boat-aid.bpmn | #{referRequest}                            | ${referRequest.getClass()}     | element Task_ReferRequest: '${referRequest.getClass()}' is not one of Namjai's task types
            boat-aid.bpmn | camunda:candidateGroups="case-worker"      | camunda:candidateGroups="${runtimeService.x}" | element Task_ReviewRequest: the expression '${runtimeService.x}' is not allowed
            boat-aid.bpmn | camunda:candidateGroups="case-worker"      | camunda:candidateGroups="${province}" | element Task_ReviewRequest: nothing before it sets 'province'
            boat-aid.bpmn | camunda:candidateGroups="case-worker"      | xmlns:a="http://activiti.org/bpmn" a:class="java.lang.Runtime" | element Task_ReviewRequest: the namespace http://activiti.org/bpmn is not allowed
            boat-aid.bpmn | camunda:candidateGroups="case-worker"      | camunda:formKey="embedded:app:x.html" | element Task_ReviewRequest: the attribute camunda:formKey is not allowed
            boat-aid.bpmn | <bpmn:userTask id="Task_ReviewRequest"     | <bpmn:task id="T"/><bpmn:userTask id="Task_ReviewRequest" | element T: <task> is not allowed
            boat-aid.bpmn | <bpmn:userTask id="Task_ReviewRequest"     | <bpmn:callActivity id="T" calledElement="x"/><bpmn:userTask id="Task_ReviewRequest" | element T: <callActivity> is not allowed
            boat-aid.bpmn | <bpmn:userTask id="Task_ReviewRequest"     | <bpmn:scriptTask id="T"/><bpmn:userTask id="Task_ReviewRequest" | element T: <scriptTask> is not allowed
            boat-aid.bpmn | <bpmn:userTask id="Task_ReviewRequest"     | <bpmn:receiveTask id="T"/><bpmn:userTask id="Task_ReviewRequest" | element T: nobody sends a message to a programme's process
            boat-aid.bpmn | <bpmn:errorEventDefinition id="Error_1" errorRef="Error_BudgetExhausted" /> | <bpmn:signalEventDefinition id="S" signalRef="all"/> | element S: <signalEventDefinition> is not allowed
            boat-aid.bpmn | <bpmn:errorEventDefinition id="Error_1" errorRef="Error_BudgetExhausted" /> | <bpmn:messageEventDefinition id="S" messageRef="all"/> | element S: nobody sends a message to a programme's process
            boat-aid.bpmn | attachedToRef="Task_OpenEntitlement"       | attachedToRef="Task_RejectRequest" | element Task_OpenEntitlement: the error BUDGET_EXHAUSTED needs a boundary event, or the request ends in silence
            boat-aid.bpmn | <bpmn:errorEventDefinition id="Error_1" errorRef="Error_BudgetExhausted" /> | <bpmn:timerEventDefinition id="S"><bpmn:timeCycle>R/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition> | element S: a timer's cycle says how often it fires, at least a minute apart, such as R3/PT10M
            boat-aid.bpmn | <bpmn:errorEventDefinition id="Error_1" errorRef="Error_BudgetExhausted" /> | <bpmn:timerEventDefinition id="S"><bpmn:timeCycle>R999/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition> | element S: a timer's cycle says how often it fires, at least a minute apart, such as R3/PT10M
            boat-aid.bpmn | <bpmn:errorEventDefinition id="Error_1" errorRef="Error_BudgetExhausted" /> | <bpmn:timerEventDefinition id="S"><bpmn:timeCycle>0/1 * * * * ?</bpmn:timeCycle></bpmn:timerEventDefinition> | element S: a timer's cycle says how often it fires, at least a minute apart, such as R3/PT10M
            boat-aid.bpmn | errorCode="BUDGET_EXHAUSTED"               | errorCode="SOMETHING"          | element Event_BudgetExhausted: no task type raises the error 'SOMETHING'
            boat-aid.bpmn | <bpmn:documentation>A case worker decides.</bpmn:documentation> | <bpmn:multiInstanceLoopCharacteristics id="M"><bpmn:loopCardinality>1000000</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics> | element M: a multi-instance task says in numbers how often it runs, at most 100 times
            boat-aid.bpmn | <bpmn:documentation>A case worker decides.</bpmn:documentation> | <bpmn:multiInstanceLoopCharacteristics id="M" camunda:collection="plots" /> | element M: a multi-instance task says in numbers how often it runs, at most 100 times
            boat-aid.bpmn | targetRef="Task_OpenEntitlement"           | targetRef="Task_ReadPhase"     | the process runs in a circle without waiting for anybody
            boat-aid.bpmn | camunda:historyTimeToLive="P180D"          | x=""                           | element boat-aid: historyTimeToLive must be set
            boat-aid.bpmn | id="boat-aid" name                         | id="boat-help" name            | element boat-help: the file's name must be the process's id
            boat-aid.bpmn | name="เงินช่วยเหลือเรือประมง / Fishing boat aid" | name="Fishing boat aid"  | element boat-aid: the programme's name reads 'Thai / English'
            boat-aid.bpmn | camunda:formRef="boat-aid-request" camunda:formRefBinding="deployment" | x="" | element Start_RequestReceived: the start event has no request form
            boat-aid.bpmn | camunda:formRef="boat-aid-request"         | camunda:formRef="boat-aid-question" | element Start_RequestReceived: boat-aid-question.form is not in this deployment
            boat-aid.bpmn | camunda:decisionRef="boat-aid-eligibility" | camunda:decisionRef="digital-wallet-eligibility" | element Task_DecideEligibility: digital-wallet-eligibility.dmn is not in this deployment
            boat-aid.bpmn | camunda:decisionRef="boat-aid-eligibility" camunda:decisionRefBinding="deployment" | camunda:decisionRef="boat-aid-eligibility" camunda:decisionRefBinding="latest" | element Task_DecideEligibility: decisionRefBinding must be 'deployment', or another version could take its place
            boat-aid.bpmn | camunda:delegateExpression="#{lookUpEarlierPayments}"> | camunda:delegateExpression="#{lookUpRegistry}"><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="register">citizen</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements> | element Task_LookUpEarlierPayments: the parameter 'registry' is missing
            boat-aid.bpmn | camunda:delegateExpression="#{lookUpEarlierPayments}"> | camunda:delegateExpression="#{lookUpRegistry}"><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="registry">police</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements> | element Task_LookUpEarlierPayments: there is no registry 'police'
            boat-aid.bpmn | camunda:delegateExpression="#{lookUpEarlierPayments}"> | camunda:delegateExpression="#{lookUpRegistry}"><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="registry">${outcome}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements> | element Task_LookUpEarlierPayments: there is no registry '${outcome}'
            boat-aid.bpmn | camunda:delegateExpression="#{lookUpEarlierPayments}"> | camunda:delegateExpression="#{lookUpRegistry}"><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="registry">revenue</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements> | element Task_LookUpEarlierPayments: the parameter 'taxYear' is missing
            boat-aid.bpmn | camunda:delegateExpression="#{lookUpEarlierPayments}"> | camunda:delegateExpression="#{lookUpRegistry}"><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="registry">citizen</camunda:inputParameter><camunda:inputParameter name="shoeSize">42</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements> | element Task_LookUpEarlierPayments: the citizen registry is not asked for 'shoeSize'
            boat-aid.bpmn | camunda:delegateExpression="#{lookUpEarlierPayments}"> | camunda:delegateExpression="#{lookUpRegistry}"><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="registry">revenue</camunda:inputParameter><camunda:inputParameter name="taxYear">${taxYear}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements> | element Task_LookUpEarlierPayments: nothing before it sets 'taxYear'
            boat-aid.bpmn | ${approved == true}                        | ${checked == true}             | element Flow_Approved: nothing before it sets 'checked'
            boat-aid.bpmn | ${outcome == 'eligible'}                   | ${approved == true}            | element Flow_Eligible: nothing before it sets 'approved'
            boat-aid.bpmn | ${outcome == 'eligible'}                   | ${outcome.class == 1}          | element Flow_Eligible: a condition compares one variable with a value, such as ${outcome == 'eligible'}
            boat-aid.bpmn | default="Flow_NotApproved"                 | x=""                           | element Gateway_Approved: a gateway that asks a question has a default flow
            boat-aid.bpmn | value="person"                             | value="plot"                   | element Start_RequestReceived: the request form has one field whose namjaiUnit is the programme's unit
            boat-aid.bpmn | value="person"                             | value="village"                | element boat-aid: namjai:unit is person, household or plot
            boat-aid.bpmn | value="programme"                          | value="mine"                   | a process that is no programme (namjai:kind) is the platform's own and comes with it
            boat-aid.bpmn | #{referRequest}                            | #{claimUnits}                  | element Task_ReferRequest: the parameter 'unit' is missing
            boat-aid.bpmn | #{referRequest}                            | #{tellApplicant}               | element Task_ReferRequest: the parameter 'messageTh' is missing
            boat-aid-eligibility.dmn | name="reasonTh"                 | name="reasonThai"              | element Table_Eligibility: the output 'reasonTh' is missing
            boat-aid-eligibility.dmn | name="amountSatang"             | name="amountBaht"              | element Table_Eligibility: the output 'amountSatang' is missing
            boat-aid-eligibility.dmn | hitPolicy="FIRST"               | hitPolicy="COLLECT"            | element boat-aid-eligibility: the hit policy COLLECT does not give one row
            boat-aid-eligibility.dmn | <text>paidSatang</text>              | <text>sleepsWell</text>        | element Expression_paid: nothing sets 'sleepsWell'
            boat-aid-eligibility.dmn | &gt; longestMetres              | &gt; longestFeet               | element Entry_Long_2: nothing sets 'longestFeet'
            boat-aid-eligibility.dmn | <text>paidSatang</text>              | <text>paidSatang and and</text>     | element Expression_paid: 'paidSatang and and' is not valid FEEL
            boat-aid-eligibility.dmn | <text>paidSatang</text>              | <text>count(for i in 1..1000000000 return i) > 0</text> | element Expression_paid: a loop's range has two plain numbers, at most 1,000 apart
            boat-aid-eligibility.dmn | <text>paidSatang</text>              | <text>count(for i in 1..boatMetres return i) > 0</text> | element Expression_paid: a loop's range has two plain numbers, at most 1,000 apart
            boat-aid-eligibility.dmn | <text>paidSatang</text>              | <text>some i in 1..1000, j in 1..1000, k in 1..1000, l in 1..1000 satisfies i = j</text> | element Expression_paid: loops are nested more than 3 deep
            boat-aid-eligibility.dmn | <text>grantSatang - paidSatang</text> | <text>10 ** 1000000000</text>  | element Due_2: a power is a plain number up to 10
            boat-aid-eligibility.dmn | <text>paidSatang</text>              | <text>matches("aaaaaaaa", "(a+)+$")</text> | element Expression_paid: the function 'matches' is not allowed
            boat-aid-eligibility.dmn | <text>grantSatang - paidSatang</text> | <text>random number()</text>   | element Due_2: the function 'random number' is not allowed
            boat-aid-eligibility.dmn | <text>paidSatang</text>              | <text>{f: function(x) x}.f(1) = 1</text> | element Expression_paid:
            boat-aid-eligibility.dmn | <text>paidSatang</text>              | <text>${paidSatang.class}</text>    | element Expression_paid: the expression '${paidSatang.class}' is not allowed
            boat-aid-eligibility.dmn | id="Expression_paid"           | id="Expression_paid" expressionLanguage="javascript" | element Expression_paid: the expression language must be FEEL
            boat-aid-eligibility.dmn | id="Expression_paid"           | id="Expression_paid" expressionLanguage="groovy" | element Expression_paid: the expression language must be FEEL
            boat-aid-eligibility.dmn | id="Expression_paid"           | id="Expression_paid" expressionLanguage="juel" | element Expression_paid: the expression language must be FEEL
            boat-aid-eligibility.dmn | <decisionTable id               | <knowledgeRequirement id="K"/><decisionTable id | element K: <knowledgeRequirement> is not allowed
            boat-aid-eligibility.dmn | <decision id                    | <businessKnowledgeModel id="K"/><decision id | element K: <businessKnowledgeModel> is not allowed
            boat-aid-phases.dmn | name="longestMetres"                   | name="paysFrom"                | element Result_2: the first day on which a round pays is a day such as 2024-12-16, in quotes
            boat-aid-phases.dmn | <text>round</text>                   | <text>season</text>            | element Table_Phases: the table of the phases has one input, 'round'
            boat-aid-phases.dmn | <?xml version="1.0" encoding="UTF-8"?> | <!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]> | a DOCTYPE is not allowed
            boat-aid-phases.dmn | <?xml version="1.0" encoding="UTF-8"?> | <!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]> | a DOCTYPE is not allowed
            boat-aid-request.form | "type": "text"                     | "type": "html"                 | element Text_What: HTML and frames are not allowed in a form
            boat-aid-request.form | "type": "text"                     | "type": "filepicker"           | element Text_What: a form cannot hold a component of type 'filepicker'
            boat-aid-request.form | เรือประมงของคุณ                        | <script>alert(1)</script>      | element Text_What: HTML is not allowed in a form's text
            boat-aid-request.form | เรือประมงของคุณ                        | <img src=x onerror=alert(1)>   | element Text_What: HTML is not allowed in a form's text
            boat-aid-request.form | "key": "boatMetres"                | "key": "boat.class"            | element Field_Metres: a field's key has letters and digits only
            boat-aid-request.form | "key": "boatMetres"                | "key": "alive"                 | element Field_Metres: 'alive' comes from a registry or a decision, not from the applicant
            boat-aid-request.form | "key": "boatMetres"                | "key": "grantSatang"           | element Field_Metres: 'grantSatang' comes from a registry or a decision, not from the applicant
            boat-aid-request.form | "min": 1,                          | "pattern": "(a+)+$",           | element Field_Metres: the pattern repeats what is repeated, which can take for ever
            boat-aid-request.form | "min": 1,                          | "pattern": "(",                | element Field_Metres: the pattern is no regular expression
            boat-aid-request.form | "id": "boat-aid-request"           | "id": "other"                  | the file's name must be the form's id
            boat-aid-request.form | "components"                       | components                     | the file is not valid JSON
            """)
    void spoiledProgramme_isRefusedWithItsSentence(String file, String there, String instead, String refusal) {
        Map<String, byte[]> files = Models.boatAid();
        String good = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(good).contains(there);
        files.put(file, good.replace(there, instead).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> gate.check(files, true))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageStartingWith("ไม่รับ " + file)
                .hasMessageContainingAll("/ Deployment refused: " + file, refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcome",
                "amountSatang",
                "reasonCode",
                "reasonTh",
                "reasonEn",
                "decidedBy",
                "round",
                "approved",
                "reviewNote",
                "requestId",
                "caseFile",
                "askedSince",
                "missingRecords",
                "recordsComplete",
                "paidSatang"
            })
    void requestFormThatAsksForAVariableOfTheProcess_isRefused(String key) {
        assertRefusedAsKey(key);
    }

    @ParameterizedTest
    @EnumSource(Registry.class)
    void requestFormThatAsksForWhatARegistryStates_isRefused(Registry registry) {
        registry.recordAttributes().forEach(this::assertRefusedAsKey);
    }

    private void assertRefusedAsKey(String key) {
        Map<String, byte[]> files = Models.boatAid();
        String form = new String(files.get("boat-aid-request.form"), StandardCharsets.UTF_8);
        files.put(
                "boat-aid-request.form",
                form.replace("\"key\": \"boatMetres\"", "\"key\": \"" + key + "\"")
                        .getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> gate.check(files, true))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("boat-aid-request.form, element Field_Metres: '" + key + "' comes from");
    }

    @ParameterizedTest
    @CsvSource({
        "../boat-aid-more.form, only .bpmn",
        "a/boat-aid-more.form, only .bpmn",
        "boat-aid\\more.form, only .bpmn",
        "Boat-aid-more.form, only .bpmn",
        "boat-aid-more.js, only .bpmn",
        "boat-aid-more.form.html, only .bpmn",
        "digital-wallet-more.form, 'its name must begin with the programme''s, boat-aid'"
    })
    void fileOfAnotherName_isRefused(String name, String refusal) {
        Map<String, byte[]> files = Models.boatAid();
        files.put(name, "{\"id\":\"digital-wallet-more\",\"components\":[]}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> gate.check(files, true))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContainingAll(name, refusal);
    }

    @Test
    void deploymentOfTwoProgrammesOrOfNone_isRefused() {
        Map<String, byte[]> two = Models.boatAid();
        two.put(
                "boat-aid-more.bpmn",
                new String(two.get("boat-aid.bpmn"), StandardCharsets.UTF_8)
                        .replace("id=\"boat-aid\" name", "id=\"boat-aid-more\" name")
                        .getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> none = Models.boatAid();
        none.remove("boat-aid.bpmn");

        for (Map<String, byte[]> files : java.util.List.of(two, none, new TreeMap<String, byte[]>())) {
            assertThatThrownBy(() -> gate.check(files, true)).hasMessageContaining("a deployment holds one programme");
        }
    }

    @Test
    void deploymentOfManyFiles_isRefused() {
        Map<String, byte[]> files = Models.boatAid();
        for (int i = 0; i < 40; i++) files.put("boat-aid-" + i + ".form", new byte[0]);
        assertThatThrownBy(() -> gate.check(files, true)).hasMessageContaining("more than 40 files");
    }

    @Test
    void carelessFiles_passWithTheirWarnings() {
        Map<String, byte[]> files = Models.boatAid();
        spoil(files, "boat-aid.bpmn", "<bpmn:documentation>A case worker decides.</bpmn:documentation>", "");
        spoil(files, "boat-aid.bpmn", "camunda:versionTag=\"1.0.0\"", "");
        spoil(
                files,
                "boat-aid-eligibility.dmn",
                "<text>paidSatang</text>",
                "<text>today() > date(\"2026-01-01\")</text>");

        assertThat(gate.check(files, true))
                .containsExactlyInAnyOrder(
                        "boat-aid.bpmn, boat-aid: รุ่นนี้ไม่มีป้ายรุ่น (version tag) / the version has no tag.",
                        "boat-aid.bpmn, Task_ReviewRequest: ไม่มีคำอธิบาย / it has no documentation.",
                        "boat-aid-eligibility.dmn, Expression_paid: ผลการตัดสินเปลี่ยนไปตามวันที่ตัดสิน / the decision"
                                + " changes with the day on which it is made.");
    }

    private static void spoil(Map<String, byte[]> files, String file, String there, String instead) {
        String good = new String(files.get(file), StandardCharsets.UTF_8);
        files.put(file, good.replace(there, instead).getBytes(StandardCharsets.UTF_8));
    }
}
