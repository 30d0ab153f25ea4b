CREATE TABLE `command` (
	`id` text PRIMARY KEY NOT NULL,
	`issue_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`issue_id`) REFERENCES `issue`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `command_issue` ON `command` (`issue_id`);--> statement-breakpoint
CREATE TABLE `delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`event` text NOT NULL,
	`repository_id` text,
	`body` text NOT NULL,
	`received_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer NOT NULL,
	`ended_at` integer,
	`end` text,
	`fault` text,
	FOREIGN KEY (`repository_id`) REFERENCES `repository`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `delivery_due` ON `delivery` (`next_try_at`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `delivery_repository` ON `delivery` (`repository_id`,`received_at`);--> statement-breakpoint
CREATE TABLE `errand` (
	`id` text PRIMARY KEY NOT NULL,
	`issue_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text,
	`unassign` text DEFAULT '[]' NOT NULL,
	`has_extra` integer DEFAULT false NOT NULL,
	`is_again` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer NOT NULL,
	`ended_at` integer,
	`end` text,
	`fault` text,
	FOREIGN KEY (`issue_id`) REFERENCES `issue`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `errand_open` ON `errand` (`issue_id`,`kind`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `errand_due` ON `errand` (`next_try_at`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `github_account` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`login` text NOT NULL,
	`seen_at` integer NOT NULL,
	`proven_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `github_account_person` ON `github_account` (`person_id`);--> statement-breakpoint
CREATE TABLE `issue` (
	`id` text PRIMARY KEY NOT NULL,
	`repository_id` text NOT NULL,
	`number` integer NOT NULL,
	`task_number` integer,
	`url` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`title` text NOT NULL,
	`body` text,
	`labels` text NOT NULL,
	`locale` text NOT NULL,
	`assignees` text NOT NULL,
	`is_task` integer NOT NULL,
	`unassignable` text DEFAULT '[]' NOT NULL,
	`taken` text,
	`answer_id` text,
	`answer` text,
	`updated_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	FOREIGN KEY (`repository_id`) REFERENCES `repository`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`task_number`) REFERENCES `task`(`number`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `issue_number` ON `issue` (`repository_id`,`number`);--> statement-breakpoint
CREATE INDEX `issue_task` ON `issue` (`task_number`);--> statement-breakpoint
CREATE TABLE `pull_request` (
	`id` text PRIMARY KEY NOT NULL,
	`repository_id` text NOT NULL,
	`number` integer NOT NULL,
	`url` text NOT NULL,
	`state` text NOT NULL,
	`author` text,
	`speaks_of` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`repository_id`) REFERENCES `repository`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pull_request_number` ON `pull_request` (`repository_id`,`number`);--> statement-breakpoint
CREATE TABLE `repository` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`github_id` text NOT NULL,
	`owner` text NOT NULL,
	`name` text NOT NULL,
	`access` text NOT NULL,
	`secret` text,
	`installation_id` text,
	`may_write` integer DEFAULT false NOT NULL,
	`hook_secret` text,
	`rule` text NOT NULL,
	`is_followed` integer DEFAULT false NOT NULL,
	`followed_at` integer,
	`plain_words` integer DEFAULT false NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`connected_by_id` text,
	`connected_at` integer NOT NULL,
	`cursor` text NOT NULL,
	`synced_at` integer,
	`taken_until` integer,
	`next_sync_at` integer,
	`fault` text,
	`fault_since` integer,
	`not_before` integer,
	`limit_left` integer,
	`limit_resets_at` integer,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`connected_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `repository_github` ON `repository` (`github_id`);--> statement-breakpoint
CREATE INDEX `repository_project` ON `repository` (`project_id`);--> statement-breakpoint
CREATE INDEX `repository_due` ON `repository` (`next_sync_at`);--> statement-breakpoint
CREATE TABLE `sync_run` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`repository_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`is_whole` integer NOT NULL,
	`requests` integer DEFAULT 0 NOT NULL,
	`seen` integer DEFAULT 0 NOT NULL,
	`created` integer DEFAULT 0 NOT NULL,
	`changed` integer DEFAULT 0 NOT NULL,
	`fault` text,
	`failures` text NOT NULL,
	FOREIGN KEY (`repository_id`) REFERENCES `repository`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sync_run_repository` ON `sync_run` (`repository_id`,`id`);--> statement-breakpoint
ALTER TABLE `link` ADD `state` text;