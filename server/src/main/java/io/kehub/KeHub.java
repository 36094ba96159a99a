package io.kehub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class KeHub {
    public static void main(String[] args) {
        SpringApplication.run(KeHub.class, args);
    }
}
