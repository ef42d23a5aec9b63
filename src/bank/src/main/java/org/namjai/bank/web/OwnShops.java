package org.namjai.bank.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.namjai.bank.merchant.Merchants;
import org.namjai.bank.merchant.Merchants.Merchant;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The shops of who is signed in. */
@Component
class OwnShops {
    private final Merchants merchants;

    OwnShops(Merchants merchants) {
        this.merchants = merchants;
    }

    List<Merchant> of(OidcUser customer) {
        return citizenId(customer).map(merchants::heldBy).orElse(List.of());
    }

    /** Another's shop is as unknown as one that does not exist. */
    Merchant find(UUID id, OidcUser customer) {
        return citizenId(customer)
                .flatMap(citizenId -> merchants.findHeld(id, citizenId))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Optional<String> citizenId(OidcUser customer) {
        return Optional.ofNullable(customer.getClaimAsString("citizen_id"));
    }
}
