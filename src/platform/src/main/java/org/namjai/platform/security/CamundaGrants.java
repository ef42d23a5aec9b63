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
import org.camunda.bpm.engine.task.TaskQuery;
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
        workInTasklist();

        grant(Roles.PROGRAMME_OFFICER, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(Roles.PROGRAMME_OFFICER, Resources.DEPLOYMENT, Authorization.ANY, Permissions.CREATE, Permissions.READ);
        readEngine(Roles.PROGRAMME_OFFICER);

        grant(Roles.OPERATOR, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(Roles.OPERATOR, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ);
        grant(Roles.OPERATOR, Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.RETRY_JOB);
        readEngine(Roles.OPERATOR);

        administer();
    }

    /** A task itself is seen by its candidate groups and by who claimed it: the engine grants that task by task. */
    private void workInTasklist() {
        group(Roles.TASKLIST);
        revokeAll(Roles.CASE_WORKER);
        grant(Roles.TASKLIST, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(
                Roles.TASKLIST,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                Permissions.READ,
                Permissions.READ_INSTANCE);
        offer(1, "งานทั้งหมดในจังหวัดของฉัน / All tasks of my province", tasks.createTaskQuery());
        offer(
                2,
                "ยังไม่มีผู้รับเรื่อง / Not yet claimed",
                tasks.createTaskQuery().taskUnassigned());
        offer(3, "อุทธรณ์ / Appeals", tasks.createTaskQuery().processDefinitionKey("appeal"));
        offer(4, "การใช้จ่าย / Payment cases", tasks.createTaskQuery().processDefinitionKey("payment-case"));
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

    /** Makes the group if it is not there; a province's comes with the first of its case workers. */
    void group(String id) {
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

    /** A filter in Tasklist; nobody finds tasks by it that are not theirs to see. */
    private void offer(int place, String name, TaskQuery query) {
        Filter known = filters.createFilterQuery().filterName(name).singleResult();
        Filter filter = known == null ? filters.newTaskFilter(name) : known;
        filter.setQuery(query);
        filter.setProperties(Map.of("priority", place, "refresh", true, "showUndefinedVariable", false));
        grant(Roles.TASKLIST, Resources.FILTER, filters.saveFilter(filter).getId(), Permissions.READ);
    }

    /** What an earlier version granted, but for the open tasks. */
    private void revokeAll(String group) {
        for (Authorization granted :
                authorizations.createAuthorizationQuery().groupIdIn(group).list()) {
            if (granted.getResourceType() != Resources.TASK.resourceType()) {
                authorizations.deleteAuthorization(granted.getId());
            }
        }
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
        authorization.setPermissions(permissions);
        authorizations.saveAuthorization(authorization);
    }
}
