package org.namjai.platform.request;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.privacy.People;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plots and other units that requests take for themselves, so that no two are paid for the same one in a round. */
@Service
public class Claims {
    private final JdbcClient jdbc;
    private final RequestStore store;
    private final People people;
    private final Clock clock;

    Claims(JdbcClient jdbc, RequestStore store, People people, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Claims all of the units or none. Repeat-safe; a rejected or failed request holds none any more.
     *
     * @param unit what they are, such as {@code plot}
     * @return false when another request of this programme and round holds one of them
     */
    @Transactional
    public boolean claim(RequestId id, String unit, Collection<String> names) {
        StoredRequest request = store.get(id);
        // In one order, so that two who claim the same ones don't wait for each other.
        String[] keys = names.stream()
                .map(name -> people.digest(unit, name))
                .distinct()
                .sorted()
                .toArray(String[]::new);
        letGoOfDead(request, keys);
        jdbc.sql(
                        """
                        insert into request_claim (programme, round, unit_key, unit, request_id, claimed_at)
                        select :programme, :round, key, :unit, :id, :now from unnest(:keys::text[]) n(key)
                        on conflict do nothing
                        """)
                .param("programme", request.programme().value())
                .param("round", request.round())
                .param("unit", unit)
                .param("id", id.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("keys", keys)
                .update();
        boolean held = jdbc.sql(
                                """
                        select count(*) from request_claim
                        where programme = ? and round = ? and unit_key = any(?) and request_id = ?
                        """)
                        .params(List.of(request.programme().value(), request.round(), keys, id.value()))
                        .query(Integer.class)
                        .single()
                == keys.length;
        if (!held) {
            jdbc.sql("delete from request_claim where request_id = ? and unit_key = any(?)")
                    .params(List.of(id.value(), keys))
                    .update();
        }
        return held;
    }

    private void letGoOfDead(StoredRequest request, String[] keys) {
        jdbc.sql(
                        """
                        delete from request_claim c where programme = :programme and round = :round and unit_key = any(:keys)
                            and (request_id = any(:rejected) or exists (
                                select from request r where r.id = c.request_id and r.state in ('rejected', 'failed')))
                        """)
                .param("programme", request.programme().value())
                .param("round", request.round())
                .param("keys", keys)
                // In this batch, and not yet in the table.
                .param(
                        "rejected",
                        RequestBatch.of(request.id()).stream()
                                .flatMap(batch -> batch.requests().stream())
                                .map(OpenRequest::stored)
                                .filter(other -> other.state() == RequestState.REJECTED)
                                .map(other -> other.id().value())
                                .toArray(UUID[]::new))
                .update();
    }

    /**
     * What the request's person, household or plot was already entitled to in this programme, in all rounds, without this
     * request.
     */
    public long paidSatang(RequestId id) {
        return paidSatang(id, null);
    }

    /** As {@link #paidSatang(RequestId)}, in these rounds only; asked once for all of a batch. */
    public long paidSatang(RequestId id, @Nullable Collection<String> rounds) {
        Map<String, Long> paid = RequestBatch.of(id)
                .map(batch -> batch.paidBefore(this::paidBefore))
                .orElseGet(() -> paidBefore(List.of(store.get(id))))
                .getOrDefault(id, Map.of());
        return paid.entrySet().stream()
                .filter(round -> rounds == null || rounds.contains(round.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** By request and round. */
    private Map<RequestId, Map<String, Long>> paidBefore(List<StoredRequest> requests) {
        var paid = new HashMap<RequestId, Map<String, Long>>();
        jdbc.sql(
                        """
                        select n.id, r.round, sum(r.amount_satang)::bigint as satang
                        from unnest(:ids::uuid[], :programmes::text[], :unitKeys::text[]) n(id, programme, unit_key)
                        join request r on r.programme = n.programme and r.unit_key = n.unit_key and r.id <> n.id
                        where r.state in ('approved', 'disbursing', 'paid') group by n.id, r.round
                        """)
                .param(
                        "ids",
                        requests.stream().map(request -> request.id().value()).toArray(UUID[]::new))
                .param(
                        "programmes",
                        requests.stream()
                                .map(request -> request.programme().value())
                                .toArray(String[]::new))
                .param("unitKeys", requests.stream().map(StoredRequest::unitKey).toArray(String[]::new))
                .query(row -> {
                    paid.computeIfAbsent(new RequestId(row.getObject("id", UUID.class)), request -> new HashMap<>())
                            .put(row.getString("round"), row.getLong("satang"));
                });
        return paid;
    }
}
