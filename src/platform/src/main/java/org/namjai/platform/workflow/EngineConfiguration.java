package org.namjai.platform.workflow;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.spring.boot.starter.util.SpringBootProcessEnginePlugin;
import org.namjai.platform.oversight.PaymentCases;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.request.Cases;
import org.namjai.platform.request.TableDecisions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The engine as we run it: guarded, lean, quick at FEEL. After Camunda's own settings. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class EngineConfiguration extends SpringBootProcessEnginePlugin {
    private final ApplicationContext beans;
    private final ObjectProvider<Programmes> programmes;
    private final DecisionRecorder recorder;
    private final ObjectProvider<Cases> cases;
    private final ObjectProvider<PaymentCases> paymentCases;

    EngineConfiguration(
            ApplicationContext beans,
            ObjectProvider<Programmes> programmes,
            ObjectProvider<TableDecisions> decisions,
            ObjectProvider<EligibilityTables> tables,
            ObjectProvider<Cases> cases,
            ObjectProvider<PaymentCases> paymentCases) {
        this.beans = beans;
        this.programmes = programmes;
        this.cases = cases;
        this.paymentCases = paymentCases;
        this.recorder = new DecisionRecorder(decisions, tables);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        guard(engine);
        keepFourEyes(engine);
        engine.setCustomHistoryLevels(new ArrayList<>(List.of(new LeanHistory())));
        engine.setHistoryRemovalTimeStrategy("start");
        DefaultDmnEngineConfiguration dmn = dmn();
        dmn.setCustomPostDecisionTableEvaluationListeners(new ArrayList<>(List.of(recorder)));
        engine.setDmnEngineConfiguration(dmn);
        engine.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(new ProcessConventions(cases, paymentCases))));
        DeploymentGate gate = new DeploymentGate(this::isDelegate);
        engine.setCustomPreDeployers(new ArrayList<>(List.of(gate)));
        engine.setCustomPostDeployers(new ArrayList<>(List.of(new ProgrammeCatalogue(programmes, gate))));
    }

    private void guard(ProcessEngineConfigurationImpl engine) {
        engine.setResourceAuthorizationProvider(new NoOwners());
        engine.setExpressionManager(new NamedDelegates(beans));
        engine.setScriptFactory(new NoScripts());
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setDisableStrictCallActivityValidation(false);
        engine.setJavaSerializationFormatEnabled(false);
    }

    private void keepFourEyes(ProcessEngineConfigurationImpl engine) {
        OutsideCommands commands = new OutsideCommands(engine, cases, paymentCases);
        engine.setCustomPreCommandInterceptorsTxRequired(new ArrayList<>(List.of(commands)));
        engine.setCommandCheckers(
                new ArrayList<>(List.of(new TenantCommandChecker(), new CaseRules(commands, cases, paymentCases))));
        // A candidate may claim and complete, and do nothing else to a task.
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
    }

    private boolean isDelegate(String name) {
        return beans.containsBean(name) && beans.isTypeMatch(name, JavaDelegate.class);
    }

    static DefaultDmnEngineConfiguration dmn() {
        DefaultDmnEngineConfiguration dmn = new DefaultDmnEngineConfiguration();
        dmn.setFeelEngineFactory(new CachingFeel());
        return dmn;
    }
}
