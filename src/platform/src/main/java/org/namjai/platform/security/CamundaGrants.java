package org.namjai.platform.security;

import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Camunda's groups and what each may do there, made at the first start. Least privilege: case workers see and work on
 * tasks, officers deploy and look, operators look and mend, only {@code camunda-admin} administers.
 */
@Component
@Order(20)
class CamundaGrants implements ApplicationRunner {
    /** Nobody can log in as this; while the group has a member, Camunda offers nobody to become the first one. */
    private static final String KEEPER = "namjai";

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final FilterService filters;
    private final TaskService tasks;

    CamundaGrants(
            IdentityService identity, AuthorizationService authorizations, FilterService filters, TaskService tasks) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.filters = filters;
        this.tasks = tasks;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Roles.STAFF.forEach(this::group);
        keepAdminGroup();
        String all = filterForAll();

        grant(Roles.CASE_WORKER, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(Roles.CASE_WORKER, Resources.FILTER, all, Permissions.READ);
        grant(
                Roles.CASE_WORKER,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                Permissions.READ,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.UPDATE_TASK,
                Permissions.READ_INSTANCE);

        grant(Roles.PROGRAMME_OFFICER, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(Roles.PROGRAMME_OFFICER, Resources.DEPLOYMENT, Authorization.ANY, Permissions.CREATE, Permissions.READ);
        readEngine(Roles.PROGRAMME_OFFICER);

        grant(Roles.OPERATOR, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(Roles.OPERATOR, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ);
        grant(Roles.OPERATOR, Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.RETRY_JOB);
        readEngine(Roles.OPERATOR);

        administer();
    }

    private void readEngine(String group) {
        grant(
                group,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                Permissions.READ,
                Permissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY);
        grant(group, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ);
    }

    private void administer() {
        for (Resources resource : Resources.values()) {
            grant(Roles.CAMUNDA_ADMIN, resource, Authorization.ANY, Permissions.ALL);
        }
    }

    private void group(String id) {
        if (identity.createGroupQuery().groupId(id).count() > 0) return;
        Group group = identity.newGroup(id);
        group.setName(id);
        group.setType("WORKFLOW");
        identity.saveGroup(group);
    }

    private void keepAdminGroup() {
        if (identity.createUserQuery().userId(KEEPER).count() > 0) return;
        User keeper = identity.newUser(KEEPER);
        keeper.setFirstName("Namjai");
        keeper.setLastName("(nobody)");
        identity.saveUser(keeper);
        identity.createMembership(KEEPER, Roles.CAMUNDA_ADMIN);
    }

    private String filterForAll() {
        String name = "งานทั้งหมด / All tasks";
        Filter known = filters.createFilterQuery().filterName(name).singleResult();
        if (known != null) return known.getId();
        Filter filter = filters.newTaskFilter(name);
        filter.setQuery(tasks.createTaskQuery());
        filter.setProperties(Map.of("priority", 1, "refresh", true, "showUndefinedVariable", false));
        return filters.saveFilter(filter).getId();
    }

    private void grant(String group, Resource resource, String id, Permission... permissions) {
        Authorization known = authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id)
                .singleResult();
        Authorization authorization =
                known == null ? authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT) : known;
        authorization.setGroupId(group);
        authorization.setResource(resource);
        authorization.setResourceId(id);
        for (Permission permission : permissions) authorization.addPermission(permission);
        authorizations.saveAuthorization(authorization);
    }
}
