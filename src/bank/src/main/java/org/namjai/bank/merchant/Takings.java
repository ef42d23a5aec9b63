package org.namjai.bank.merchant;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.security.PlatformClient;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Service;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/** What a shop of this bank received, whichever bank the buyers are with: the platform tells it. */
@Service
public class Takings {
    private static final String PATH = "/api/v1/merchants/{id}/payments";
    private static final ParameterizedTypeReference<List<Page>> PAGES = new ParameterizedTypeReference<>() {};

    private final PlatformClient platform;

    Takings(PlatformClient platform) {
        this.platform = platform;
    }

    /** A payment; both of the last are none while nothing of it was given back. */
    public record Taking(
            UUID id,
            long amountSatang,
            OffsetDateTime at,
            @Nullable Long reversedSatang,
            @Nullable OffsetDateTime reversedAt) {}

    /**
     * Some of a programme's, newest first.
     *
     * @param next where the older ones begin; none when there are none
     */
    public record Page(String programme, List<Taking> payments, @Nullable Long next) {}

    /** The newest of every programme. */
    public List<Page> newest(UUID shop) {
        return told(platform.http().get().uri(PATH, shop).retrieve().body(PAGES));
    }

    /** The ones before, of one programme. */
    public List<Page> before(long entry, String programme, UUID shop) {
        return told(platform.http()
                .get()
                .uri(uri -> uri.path(PATH)
                        .queryParam("programme", programme)
                        .queryParam("before", entry)
                        .build(shop))
                .retrieve()
                .body(PAGES));
    }

    /** None when it is no payment that this shop received. */
    public Optional<Taking> find(UUID payment, UUID shop) {
        try {
            return Optional.of(told(platform.http()
                    .get()
                    .uri(PATH + "/{payment}", shop, payment)
                    .retrieve()
                    .body(Taking.class)));
        } catch (HttpClientErrorException.NotFound e) {
            return Optional.empty();
        }
    }

    private static <T> T told(@Nullable T answer) {
        if (answer == null) throw new RestClientException("the platform gave an empty answer");
        return answer;
    }
}
