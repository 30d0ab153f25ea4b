CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_identity` ON `account` (`provider_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `claim` (
	`id` text PRIMARY KEY NOT NULL,
	`slot_id` text NOT NULL,
	`task_number` integer NOT NULL,
	`project_id` text NOT NULL,
	`person_id` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`lease_ends_at` integer,
	`lease_left` integer,
	`renewals` integer DEFAULT 0 NOT NULL,
	`plan` text,
	`ended_at` integer,
	`end_reason` text,
	FOREIGN KEY (`slot_id`) REFERENCES `slot`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claim_open_slot` ON `claim` (`slot_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `claim_person` ON `claim` (`person_id`,`ended_at`);--> statement-breakpoint
CREATE INDEX `claim_open_person` ON `claim` (`ended_at`,`person_id`);--> statement-breakpoint
CREATE INDEX `claim_task` ON `claim` (`task_number`,`started_at`);--> statement-breakpoint
CREATE INDEX `claim_lease` ON `claim` (`lease_ends_at`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`actor_kind` text NOT NULL,
	`person_id` text,
	`task_number` integer,
	`project_id` text,
	`claim_id` text,
	`details` text NOT NULL,
	`undo` text,
	`request_id` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `event_task` ON `event` (`task_number`,`id`);--> statement-breakpoint
CREATE INDEX `event_project` ON `event` (`project_id`,`id`);--> statement-breakpoint
CREATE INDEX `event_person` ON `event` (`person_id`,`id`);--> statement-breakpoint
CREATE TABLE `keep` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `link` (
	`id` text PRIMARY KEY NOT NULL,
	`task_number` integer NOT NULL,
	`claim_id` text,
	`kind` text NOT NULL,
	`url` text NOT NULL,
	`label` text NOT NULL,
	`created_by_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `link_task` ON `link` (`task_number`,`created_at`);--> statement-breakpoint
CREATE INDEX `link_claim` ON `link` (`claim_id`);--> statement-breakpoint
CREATE INDEX `link_url` ON `link` (`url`);--> statement-breakpoint
CREATE TABLE `member` (
	`project_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`project_id`, `person_id`),
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `member_person` ON `member` (`person_id`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`login` text NOT NULL,
	`display_login` text,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`is_admin` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_login` ON `person` (`login`);--> statement-breakpoint
CREATE UNIQUE INDEX `person_email` ON `person` (`email`);--> statement-breakpoint
CREATE TABLE `project` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`color` text NOT NULL,
	`repository_url` text,
	`guide_url` text,
	`languages` text NOT NULL,
	`policy` text NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `project_slug` ON `project` (`slug`);--> statement-breakpoint
CREATE TABLE `project_text` (
	`project_id` text NOT NULL,
	`locale` text NOT NULL,
	`name` text,
	`description` text,
	PRIMARY KEY(`project_id`, `locale`),
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `rate_limit` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`last_request` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rate_limit_key` ON `rate_limit` (`key`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `slot` (
	`id` text PRIMARY KEY NOT NULL,
	`task_number` integer NOT NULL,
	`name` text,
	`position` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `slot_task` ON `slot` (`task_number`,`position`);--> statement-breakpoint
CREATE TABLE `tag` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name_zh` text,
	`name_en` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tag_slug` ON `tag` (`slug`);--> statement-breakpoint
CREATE TABLE `tag_place` (
	`tag_id` text NOT NULL,
	`task_number` integer NOT NULL,
	`status` text NOT NULL,
	`difficulty` text,
	`published_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`task_number`, `tag_id`),
	FOREIGN KEY (`tag_id`) REFERENCES `tag`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `tag_place_newest` ON `tag_place` (`tag_id`,`status`,`difficulty`,published_at desc,`task_number`);--> statement-breakpoint
CREATE INDEX `tag_place_oldest` ON `tag_place` (`tag_id`,`status`,`difficulty`,`published_at`,`task_number`);--> statement-breakpoint
CREATE INDEX `tag_place_updated` ON `tag_place` (`tag_id`,`status`,`difficulty`,updated_at desc,`task_number`);--> statement-breakpoint
CREATE TABLE `task` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` text NOT NULL,
	`difficulty` text,
	`status` text DEFAULT 'open' NOT NULL,
	`has_mentor` integer DEFAULT false NOT NULL,
	`close_reason` text,
	`duplicate_of` integer,
	`closed_at` integer,
	`revision` integer DEFAULT 0 NOT NULL,
	`counted` text,
	`created_by_id` text,
	`published_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`created_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `task_column_newest` ON `task` (`status`,`difficulty`,published_at desc,`number`);--> statement-breakpoint
CREATE INDEX `task_column_oldest` ON `task` (`status`,`difficulty`,`published_at`,`number`);--> statement-breakpoint
CREATE INDEX `task_column_updated` ON `task` (`status`,`difficulty`,updated_at desc,`number`);--> statement-breakpoint
CREATE INDEX `task_project_newest` ON `task` (`project_id`,`status`,`difficulty`,published_at desc,`number`);--> statement-breakpoint
CREATE INDEX `task_project_oldest` ON `task` (`project_id`,`status`,`difficulty`,`published_at`,`number`);--> statement-breakpoint
CREATE INDEX `task_project_updated` ON `task` (`project_id`,`status`,`difficulty`,updated_at desc,`number`);--> statement-breakpoint
CREATE INDEX `task_mentor_newest` ON `task` (`has_mentor`,`status`,`difficulty`,published_at desc,`number`);--> statement-breakpoint
CREATE INDEX `task_mentor_oldest` ON `task` (`has_mentor`,`status`,`difficulty`,`published_at`,`number`);--> statement-breakpoint
CREATE INDEX `task_mentor_updated` ON `task` (`has_mentor`,`status`,`difficulty`,updated_at desc,`number`);--> statement-breakpoint
CREATE TABLE `task_count` (
	`tag_id` text NOT NULL,
	`project_id` text NOT NULL,
	`difficulty` text NOT NULL,
	`status` text NOT NULL,
	`has_mentor` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`tag_id`, `project_id`, `difficulty`, `status`, `has_mentor`)
);
--> statement-breakpoint
CREATE INDEX `task_count_tags` ON `task_count` (`project_id`,`status`,`tag_id`,`difficulty`,`has_mentor`,`count`);--> statement-breakpoint
CREATE INDEX `task_count_projects` ON `task_count` (`tag_id`,`status`,`project_id`,`difficulty`,`has_mentor`,`count`);--> statement-breakpoint
CREATE TABLE `task_mentor` (
	`task_number` integer NOT NULL,
	`person_id` text NOT NULL,
	PRIMARY KEY(`task_number`, `person_id`),
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `task_mentor_person` ON `task_mentor` (`person_id`);--> statement-breakpoint
CREATE TABLE `task_tag` (
	`task_number` integer NOT NULL,
	`tag_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`task_number`, `tag_id`),
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`tag_id`) REFERENCES `tag`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `task_tag_tag` ON `task_tag` (`tag_id`,`task_number`);--> statement-breakpoint
CREATE TABLE `task_text` (
	`task_number` integer NOT NULL,
	`locale` text NOT NULL,
	`title` text,
	`title_key` text,
	`why` text,
	`where` text,
	`done_when` text,
	PRIMARY KEY(`task_number`, `locale`),
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `task_text_title_key` ON `task_text` (`title_key`);--> statement-breakpoint
CREATE TABLE `token` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `token_hash` ON `token` (`hash`);--> statement-breakpoint
CREATE INDEX `token_person` ON `token` (`person_id`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `version` (
	`id` integer PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
