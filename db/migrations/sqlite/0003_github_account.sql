CREATE TABLE `github_account` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`login` text NOT NULL,
	`seen_at` integer NOT NULL,
	`proven_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `github_account_person` ON `github_account` (`person_id`);