package org.namjai.sandbox.registries;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Makes a registry slow, down or wrong, for trying what the platform does then. */
@RestController
class FaultsController {
    private final Faults faults;

    FaultsController(Faults faults) {
        this.faults = faults;
    }

    @GetMapping("/faults")
    Map<String, Faults.Fault> all() {
        return faults.all();
    }

    @PutMapping("/faults/{registry}")
    ResponseEntity<Void> set(@PathVariable String registry, @RequestBody Faults.Fault fault) {
        if (!Records.REGISTRIES.contains(registry))
            return ResponseEntity.notFound().build();
        faults.set(registry, fault);
        return ResponseEntity.noContent().build();
    }

    @ExceptionHandler(IllegalArgumentException.class)
    ProblemDetail refused(IllegalArgumentException refusal) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(refusal.getMessage()));
    }
}
