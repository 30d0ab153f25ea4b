CREATE TABLE `claim_exception` (
	`id` text PRIMARY KEY NOT NULL,
	`task_number` integer NOT NULL,
	`person_id` text NOT NULL,
	`granted_by_id` text,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`granted_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claim_exception_open` ON `claim_exception` (`task_number`,`person_id`) WHERE used_at is null;--> statement-breakpoint
CREATE TABLE `contact` (
	`person_id` text PRIMARY KEY NOT NULL,
	`email` text,
	`confirmed_at` integer,
	`confirm_hash` text,
	`confirm_sent_at` integer,
	`wish` text DEFAULT 'daily' NOT NULL,
	`locale` text NOT NULL,
	`calendar_version` integer DEFAULT 0 NOT NULL,
	`last_digest_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `mail` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`details` text NOT NULL,
	`created_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer NOT NULL,
	`ended_at` integer,
	`end` text,
	`fault` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mail_due` ON `mail` (`next_try_at`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `mail_person` ON `mail` (`person_id`);--> statement-breakpoint
CREATE TABLE `notice` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`is_urgent` integer NOT NULL,
	`actor_id` text,
	`task_number` integer,
	`project_id` text,
	`claim_id` text,
	`post_id` integer,
	`details` text NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	`mail_id` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`actor_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_key` ON `notice` (`person_id`,`key`);--> statement-breakpoint
CREATE INDEX `notice_person` ON `notice` (`person_id`,`id`);--> statement-breakpoint
CREATE INDEX `notice_unread` ON `notice` (`person_id`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notice_unmailed` ON `notice` (`created_at`) WHERE mail_id is null and read_at is null;--> statement-breakpoint
CREATE INDEX `notice_mail` ON `notice` (`mail_id`);--> statement-breakpoint
CREATE TABLE `post` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`task_number` integer NOT NULL,
	`project_id` text NOT NULL,
	`question_id` integer,
	`person_id` text,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	`accepted_answer_id` integer,
	`answered_at` integer,
	`flagged_at` integer,
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `post_task` ON `post` (`task_number`,`id`);--> statement-breakpoint
CREATE INDEX `post_person` ON `post` (`person_id`);--> statement-breakpoint
CREATE INDEX `post_unanswered` ON `post` (`created_at`) WHERE question_id is null and answered_at is null;--> statement-breakpoint
CREATE TABLE `post_revision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`post_id` integer NOT NULL,
	`person_id` text,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `post_revision_post` ON `post_revision` (`post_id`,`id`);--> statement-breakpoint
CREATE TABLE `waiting` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`task_number` integer NOT NULL,
	`project_id` text NOT NULL,
	`person_id` text NOT NULL,
	`joined_at` integer NOT NULL,
	`offer_slot_id` text,
	`offered_at` integer,
	`offer_ends_at` integer,
	`ended_at` integer,
	`end` text,
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`offer_slot_id`) REFERENCES `slot`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `waiting_once` ON `waiting` (`task_number`,`person_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `waiting_offer` ON `waiting` (`offer_slot_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `waiting_task` ON `waiting` (`task_number`,`ended_at`,`id`);--> statement-breakpoint
CREATE INDEX `waiting_person` ON `waiting` (`person_id`,`ended_at`);--> statement-breakpoint
CREATE INDEX `waiting_offer_end` ON `waiting` (`offer_ends_at`) WHERE ended_at is null;--> statement-breakpoint
ALTER TABLE `claim` ADD `remind_at` integer;--> statement-breakpoint
ALTER TABLE `claim` ADD `reminded_at` integer;--> statement-breakpoint
ALTER TABLE `claim` ADD `active_at` integer;--> statement-breakpoint
ALTER TABLE `claim` ADD `steps` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `claim_remind` ON `claim` (`remind_at`) WHERE ended_at is null and reminded_at is null;--> statement-breakpoint
ALTER TABLE `person` ADD `is_hidden` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `person` ADD `left_at` integer;--> statement-breakpoint
ALTER TABLE `project_text` ADD `guide` text;--> statement-breakpoint
ALTER TABLE `slot` ADD `closed_at` integer;--> statement-breakpoint
ALTER TABLE `task` ADD `confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `task` ADD `freshness` text DEFAULT 'fresh' NOT NULL;--> statement-breakpoint
UPDATE `claim` SET `remind_at` = `lease_ends_at` - (`lease_ends_at` - `started_at`) / 3 WHERE `ended_at` IS NULL AND `lease_ends_at` IS NOT NULL;
