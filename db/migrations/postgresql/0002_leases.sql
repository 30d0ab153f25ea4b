CREATE TABLE "claim_exception" (
	"id" text PRIMARY KEY NOT NULL,
	"task_number" bigint NOT NULL,
	"person_id" text NOT NULL,
	"granted_by_id" text,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"person_id" text PRIMARY KEY NOT NULL,
	"email" text,
	"confirmed_at" timestamp (3) with time zone,
	"confirm_hash" text,
	"confirm_sent_at" timestamp (3) with time zone,
	"wish" text DEFAULT 'daily' NOT NULL,
	"locale" text NOT NULL,
	"calendar_version" bigint DEFAULT 0 NOT NULL,
	"last_digest_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"details" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"tries" bigint DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end" text,
	"fault" text
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"is_urgent" boolean NOT NULL,
	"actor_id" text,
	"task_number" bigint,
	"project_id" text,
	"claim_id" text,
	"post_id" bigint,
	"details" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	"mail_id" text
);
--> statement-breakpoint
CREATE TABLE "post" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"task_number" bigint NOT NULL,
	"project_id" text NOT NULL,
	"question_id" bigint,
	"person_id" text,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"accepted_answer_id" bigint,
	"answered_at" timestamp (3) with time zone,
	"flagged_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "post_revision" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"post_id" bigint NOT NULL,
	"person_id" text,
	"body" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "waiting" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"task_number" bigint NOT NULL,
	"project_id" text NOT NULL,
	"person_id" text NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"offer_slot_id" text,
	"offered_at" timestamp (3) with time zone,
	"offer_ends_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end" text
);
--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "remind_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "reminded_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "active_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "steps" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "is_hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "left_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "project_text" ADD COLUMN "guide" text;--> statement-breakpoint
ALTER TABLE "slot" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "freshness" text DEFAULT 'fresh' NOT NULL;--> statement-breakpoint
ALTER TABLE "claim_exception" ADD CONSTRAINT "claim_exception_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_exception" ADD CONSTRAINT "claim_exception_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_exception" ADD CONSTRAINT "claim_exception_granted_by_id_person_id_fk" FOREIGN KEY ("granted_by_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_post_id_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."post"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_revision" ADD CONSTRAINT "post_revision_post_id_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."post"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_revision" ADD CONSTRAINT "post_revision_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting" ADD CONSTRAINT "waiting_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting" ADD CONSTRAINT "waiting_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting" ADD CONSTRAINT "waiting_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting" ADD CONSTRAINT "waiting_offer_slot_id_slot_id_fk" FOREIGN KEY ("offer_slot_id") REFERENCES "public"."slot"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "claim_exception_open" ON "claim_exception" USING btree ("task_number","person_id") WHERE used_at is null;--> statement-breakpoint
CREATE INDEX "mail_due" ON "mail" USING btree ("next_try_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "mail_person" ON "mail" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_key" ON "notice" USING btree ("person_id","key");--> statement-breakpoint
CREATE INDEX "notice_person" ON "notice" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "notice_unread" ON "notice" USING btree ("person_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notice_unmailed" ON "notice" USING btree ("created_at") WHERE mail_id is null and read_at is null;--> statement-breakpoint
CREATE INDEX "notice_mail" ON "notice" USING btree ("mail_id");--> statement-breakpoint
CREATE INDEX "post_task" ON "post" USING btree ("task_number","id");--> statement-breakpoint
CREATE INDEX "post_person" ON "post" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "post_unanswered" ON "post" USING btree ("created_at") WHERE question_id is null and answered_at is null;--> statement-breakpoint
CREATE INDEX "post_revision_post" ON "post_revision" USING btree ("post_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "waiting_once" ON "waiting" USING btree ("task_number","person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "waiting_offer" ON "waiting" USING btree ("offer_slot_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "waiting_task" ON "waiting" USING btree ("task_number","ended_at","id");--> statement-breakpoint
CREATE INDEX "waiting_person" ON "waiting" USING btree ("person_id","ended_at");--> statement-breakpoint
CREATE INDEX "waiting_offer_end" ON "waiting" USING btree ("offer_ends_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "claim_remind" ON "claim" USING btree ("remind_at") WHERE ended_at is null and reminded_at is null;--> statement-breakpoint
UPDATE "claim" SET "remind_at" = "lease_ends_at" - ("lease_ends_at" - "started_at") / 3 WHERE "ended_at" IS NULL AND "lease_ends_at" IS NOT NULL;
