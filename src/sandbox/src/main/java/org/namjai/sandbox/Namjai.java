package org.namjai.sandbox;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Namjai {
    public static void main(String[] args) {
        SpringApplication.run(Namjai.class, args);
    }
}
