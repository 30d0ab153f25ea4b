CREATE TABLE "command" (
	"id" text PRIMARY KEY NOT NULL,
	"issue_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"id" text PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"repository_id" text,
	"body" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"tries" bigint DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end" text,
	"fault" text
);
--> statement-breakpoint
CREATE TABLE "errand" (
	"id" text PRIMARY KEY NOT NULL,
	"issue_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text,
	"unassign" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"has_extra" boolean DEFAULT false NOT NULL,
	"is_again" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"tries" bigint DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end" text,
	"fault" text
);
--> statement-breakpoint
CREATE TABLE "github_account" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"login" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"proven_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "issue" (
	"id" text PRIMARY KEY NOT NULL,
	"repository_id" text NOT NULL,
	"number" bigint NOT NULL,
	"task_number" bigint,
	"url" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"title" text NOT NULL,
	"body" text,
	"labels" jsonb NOT NULL,
	"locale" text NOT NULL,
	"assignees" jsonb NOT NULL,
	"is_task" boolean NOT NULL,
	"unassignable" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"taken" jsonb,
	"answer_id" text,
	"answer" text,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pull_request" (
	"id" text PRIMARY KEY NOT NULL,
	"repository_id" text NOT NULL,
	"number" bigint NOT NULL,
	"url" text NOT NULL,
	"state" text NOT NULL,
	"author" jsonb,
	"speaks_of" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "repository" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"github_id" text NOT NULL,
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"access" text NOT NULL,
	"secret" text,
	"installation_id" text,
	"may_write" boolean DEFAULT false NOT NULL,
	"hook_secret" text,
	"rule" jsonb NOT NULL,
	"is_followed" boolean DEFAULT false NOT NULL,
	"followed_at" timestamp (3) with time zone,
	"plain_words" boolean DEFAULT false NOT NULL,
	"revision" bigint DEFAULT 0 NOT NULL,
	"connected_by_id" text,
	"connected_at" timestamp (3) with time zone NOT NULL,
	"cursor" jsonb NOT NULL,
	"synced_at" timestamp (3) with time zone,
	"taken_until" timestamp (3) with time zone,
	"next_sync_at" timestamp (3) with time zone,
	"fault" text,
	"fault_since" timestamp (3) with time zone,
	"not_before" timestamp (3) with time zone,
	"limit_left" bigint,
	"limit_resets_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sync_run" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"repository_id" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"is_whole" boolean NOT NULL,
	"requests" bigint DEFAULT 0 NOT NULL,
	"seen" bigint DEFAULT 0 NOT NULL,
	"created" bigint DEFAULT 0 NOT NULL,
	"changed" bigint DEFAULT 0 NOT NULL,
	"fault" text,
	"failures" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "command" ADD CONSTRAINT "command_issue_id_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issue"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_repository_id_repository_id_fk" FOREIGN KEY ("repository_id") REFERENCES "public"."repository"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "errand" ADD CONSTRAINT "errand_issue_id_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issue"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "github_account" ADD CONSTRAINT "github_account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue" ADD CONSTRAINT "issue_repository_id_repository_id_fk" FOREIGN KEY ("repository_id") REFERENCES "public"."repository"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue" ADD CONSTRAINT "issue_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pull_request" ADD CONSTRAINT "pull_request_repository_id_repository_id_fk" FOREIGN KEY ("repository_id") REFERENCES "public"."repository"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repository" ADD CONSTRAINT "repository_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repository" ADD CONSTRAINT "repository_connected_by_id_person_id_fk" FOREIGN KEY ("connected_by_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_run" ADD CONSTRAINT "sync_run_repository_id_repository_id_fk" FOREIGN KEY ("repository_id") REFERENCES "public"."repository"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "command_issue" ON "command" USING btree ("issue_id");--> statement-breakpoint
CREATE INDEX "delivery_due" ON "delivery" USING btree ("next_try_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "delivery_repository" ON "delivery" USING btree ("repository_id","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "errand_open" ON "errand" USING btree ("issue_id","kind") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "errand_due" ON "errand" USING btree ("next_try_at") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "github_account_person" ON "github_account" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "issue_number" ON "issue" USING btree ("repository_id","number");--> statement-breakpoint
CREATE INDEX "issue_task" ON "issue" USING btree ("task_number");--> statement-breakpoint
CREATE UNIQUE INDEX "pull_request_number" ON "pull_request" USING btree ("repository_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "repository_github" ON "repository" USING btree ("github_id");--> statement-breakpoint
CREATE INDEX "repository_project" ON "repository" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "repository_due" ON "repository" USING btree ("next_sync_at");--> statement-breakpoint
CREATE INDEX "sync_run_repository" ON "sync_run" USING btree ("repository_id","id");